// The member of an awaiter that gets the handle of the coroutine that is suspended.
//
//     bool await_suspend(std::coroutine_handle<> handle) {
//       queue.push(handle);         // from here on another thread may resume and destroy the coroutine, and with it
//       return true;                // the awaiter, which lives in its frame
//     }
#pragma once

#include "Facts.h"

namespace corolint {

/// The handle that 'await_suspend' gets; null for other functions and where it has no name.
const clang::ParmVarDecl *suspendedHandle(const FunctionFacts &function);

} // namespace corolint
