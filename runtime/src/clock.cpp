#include <aio/clock.h>

#include <aio/errors.h>

#include <algorithm>

namespace aio {

TimePoint SystemClock::now() noexcept { return std::chrono::steady_clock::now(); }

Duration SystemClock::idle(TimePoint next) {
  return next == TimePoint::max() ? Duration::max() : std::max(Duration::zero(), next - now());
}

Duration ManualClock::idle(TimePoint next) {
  if (next == TimePoint::max())
    return Duration::max();
  if (policy_ == OnIdle::fail)
    throw InvalidStateError("nothing is ready, and the manual clock stands still; advance it");
  now_ = std::max(now_, next);
  return Duration::zero();
}

} // namespace aio
