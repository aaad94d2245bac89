// A limit in time for anything that can be awaited.
//
//     try {
//       reply = co_await aio::wait_for(fetch(url), 5s);
//     } catch (const aio::TimeoutError &) { ... }

#pragma once

#include <aio/detail/deadline.h>
#include <aio/task.h>

namespace aio {

namespace detail {

[[noreturn]] void throw_timeout(Delay limit);

/// The same for a coroutine that is not started: nobody has forgotten it.
template <class T> [[noreturn]] void throw_timeout(const Coroutine<T> &unstarted, Delay limit) {
  if (debugging() && !Access::empty(unstarted)) [[unlikely]]
    note_started(Access::promise(unstarted));
  throw_timeout(limit);
}

} // namespace detail

/// Awaits `awaitable` in the current task. After `limit` cancels the wait, lets what it waited on finish its own
/// cleanup, then throws TimeoutError; so it can take longer than `limit`. A result that is there all the same counts.
/// Cancelling the task cancels the wait as ever, with CancelledError. A coroutine with no time left (a limit of zero)
/// is not started. Throws what awaiting throws. The timer is in the frame: one block of the pool.
template <Awaitable A> Coroutine<std::remove_cvref_t<await_result_t<A>>> wait_for(A awaitable, Delay limit) {
  if constexpr (is_coroutine_v<A>) {
    if (limit.length() == Duration::zero())
      detail::throw_timeout(awaitable, limit);
  }
  detail::Deadline deadline(limit);
  try {
    co_return co_await std::move(awaitable);
  } catch (const CancelledError &) {
    if (!deadline.claim_cancellation())
      throw;
  }
  detail::throw_timeout(limit);
}

} // namespace aio
