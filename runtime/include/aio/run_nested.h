// A coroutine's result for code that cannot await, inside of a running loop.
//
// What nest_asyncio does for Python: a callback of a library, or a notebook, sits on the stack of the loop and needs
// the result before it returns. It is a way out for code that cannot be changed, not a way to write new code:
//
// - The caller's task, and every task that itself calls run_nested, waits until the innermost call returns: two tasks
//   that nest return in the reverse of the order in which they came, and a deadlock is possible where await has none.
// - Whatever else is ready runs meanwhile, on top of the caller's stack, and can change what the caller relies on.

#pragma once

#include <aio/event_loop.h>

namespace aio {

namespace detail {

/// Turns the running loop until `future` is done.
void nest_until_done(LoopCore &loop, const FutureBase &future);

} // namespace detail

/// Runs the running loop on the caller's stack until `awaitable` is done and returns its result. Throws what awaiting
/// throws; RuntimeError if no loop runs in this thread (use aio::run). Cancelling the calling task is seen at its next
/// suspension.
template <Awaitable A> std::remove_cvref_t<await_result_t<A>> run_nested(A awaitable) {
  detail::LoopCore &loop = detail::running_core("run_nested");
  auto future = detail::start(loop, std::move(awaitable));
  detail::nest_until_done(loop, *detail::Access::state(future));
  return std::move(future).result();
}

} // namespace aio
