// Calls that block, out of the way of the loop.
//
//     const std::string text = co_await aio::to_thread([path] { return read_whole_file(path); });

#pragma once

#include <aio/event_loop.h>

namespace aio {

/// Calls `function` with `args` on a thread of the loop's own pool, at once, and returns the future of its result.
/// Cancelling that ends the wait at once. A function that has begun goes on to its end, since no thread can be stopped,
/// and its result is dropped; one that has not does not begin. So let it own what it uses: capture by value. It is
/// destroyed on the loop's thread. The loop does not go away before it has returned.
/// One allocation from the heap. Throws RuntimeError if no loop runs in this thread.
template <class F, class... Args>
  requires std::invocable<F &, Args &...>
[[nodiscard]] auto to_thread(F function, Args... args) {
  EventLoop &loop = get_running_loop();
  if constexpr (sizeof...(Args) == 0)
    return loop.run_in_executor(std::move(function));
  else
    return loop.run_in_executor(
        [function = std::move(function), ... args = std::move(args)]() mutable { return function(args...); });
}

} // namespace aio
