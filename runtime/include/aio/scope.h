// Cleanup that can wait, on every way out of a block.
//
//     co_await aio::scope([&]() -> aio::Coroutine<> { co_await use(connection); },
//                         [&]() -> aio::Coroutine<> { co_await connection.say_goodbye(); });
//
// A destructor cannot wait, nor can a handler of an exception. What needs neither is better off in a destructor.

#pragma once

#include <aio/outcome.h>

#include <type_traits>

namespace aio {

/// Awaits `body()`, then `cleanup()`, whatever happened to the first: it returned, threw, or was cancelled. Returns
/// what the body returns. Throws what the body throws; what the cleanup throws instead, if it does. The cleanup is not
/// disturbed by the cancellation that ended the body, but by one that comes while it runs. The captures of both live
/// as long as they run. A few blocks of the pool.
template <class Body, class Cleanup>
Coroutine<typename std::invoke_result_t<Body &>::value_type> scope(Body body, Cleanup cleanup) {
  auto outcome = co_await detail::settle(body());
  co_await cleanup();
  co_return std::move(outcome).value();
}

} // namespace aio
