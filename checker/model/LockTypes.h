// Which types lock a thread's lock, known by their shape or by the libraries' data.
//
// A lock whose 'lock' is awaited may be held across a suspension: that is its purpose. Any other belongs to the thread
// that took it.
#pragma once

#include "AsyncModel.h"

namespace corolint {

/// A class with 'lock' and 'unlock' that return no work: the standard's Lockable ([thread.req.lockable]), spin locks
/// too.
bool isThreadLock(clang::QualType type, AsyncModel &model);

/// A class whose values hold a thread's lock from their construction to their end: known by data, by Clang's
/// 'scoped_lockable', or by a destructor that unlocks; also what owns such a value:
/// 'std::optional<std::unique_lock<M>>'.
bool isThreadLockGuard(clang::QualType type, AsyncModel &model);

} // namespace corolint
