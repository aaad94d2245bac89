// Which functions of the unit run an event loop, though no library's data says so.
//
//     void Loop::run() { while (step()) {} }               resumes coroutines as long as there are any
//     T sync_wait(Task<T> t) { loop.run(); return ...; }   waits for a task without being a coroutine
//
// An event that wakes its waiters resumes coroutines in a loop, too. So a loop counts only where a function that takes
// work and is no coroutine, or 'main', calls it, or where it runs the very task that it is a member of.
#pragma once

#include "Facts.h"

namespace corolint {

/// The functions of the unit that run a loop, by canonical declaration. O(calls of the unit).
llvm::DenseSet<const clang::FunctionDecl *> ownLoops(const UnitFacts &unit);

} // namespace corolint
