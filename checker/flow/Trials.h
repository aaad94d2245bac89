// Code that runs to see whether it fails.
//
//     REQUIRE_THROWS(task.get());                      the macro puts its argument into a 'try'
//     assert_throws<Error>([] { lock.acquire({}); });  the function calls the lambda to see it throw
//
// Whoever wrote it knows what it does to its tasks, and looks at the exception, not at what is lost.
#pragma once

#include "Summaries.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace corolint {

/// Whether a macro has put `stmt`, one of its arguments, into a 'try' block.
bool isTriedByMacro(const clang::Stmt &stmt, const WrittenTree &tree, const clang::SourceManager &sources);

/// Whether `function` calls its parameter, a callable, and takes it for a mistake when that does not throw. A function
/// that only keeps exceptions from its caller is none.
bool expectsThrow(const clang::FunctionDecl &function, unsigned parameter, Summaries &summaries);

} // namespace corolint
