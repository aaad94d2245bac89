// A limit in time for a whole piece of a coroutine, which may move while it runs.
//
//     co_await aio::timeout(5s, [&](aio::Timeout &limit) -> aio::Coroutine<> {
//       const Header header = co_await read_header(reader);
//       limit.reschedule(header.size * 1ms); // from here on
//       co_await read_body(reader, header);
//     });
//
// For a single awaitable, wait_for is shorter.

#pragma once

#include <aio/coroutine.h>
#include <aio/detail/deadline.h>

#include <type_traits>

namespace aio {

/// The limit of a running body. Lives as long as the body runs.
class Timeout : detail::Deadline {
public:
  explicit Timeout(Delay limit) : Deadline(limit) {}

  /// Moves the limit to `limit` from the beginning of this turn, or to a time of the loop's clock. `aio::forever` and
  /// TimePoint::max() take it away. Throws InvalidStateError if the time is up.
  using Deadline::reschedule, Deadline::reschedule_at;

  /// TimePoint::max() if there is no limit.
  using Deadline::when;

  /// The time is up: the body was cancelled.
  using Deadline::expired;

private:
  template <class Body>
  friend Coroutine<typename std::invoke_result_t<Body &, Timeout &>::value_type> timeout(Delay limit, Body body);
};

namespace detail {

[[noreturn]] void throw_timeout();

} // namespace detail

/// Awaits `body(limit)`, whose captures live as long as it runs. When the time is up, throws CancelledError where the
/// body waits, and TimeoutError when that has ended. A result that is there all the same counts. Throws what the body
/// throws; CancelledError if the task is cancelled from elsewhere. The timer is in the frame: two blocks of the pool.
template <class Body>
Coroutine<typename std::invoke_result_t<Body &, Timeout &>::value_type> timeout(Delay limit, Body body) {
  Timeout scope(limit);
  try {
    co_return co_await body(scope);
  } catch (const CancelledError &) {
    if (!scope.claim_cancellation())
      throw;
  }
  detail::throw_timeout();
}

} // namespace aio
