// Time as the event loop sees it, and a clock that a test owns.
//
// A loop asks its Clock for the time at most once a turn, and asks it again when nothing is ready: the system's clock
// answers how long to wait, a manual clock moves itself forward, so that a test of an hour's sleep takes no time.

#pragma once

#include <chrono>

namespace aio {

/// Lengths and points of time, in nanoseconds. The zero of TimePoint is the clock's own: boot time for the system's.
using Duration = std::chrono::nanoseconds;
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// A length of time as a parameter: made from any std::chrono duration, also of floating point (`0.5s`), and cut to
/// what Duration can hold instead of overflowing.
class Delay {
public:
  template <class Rep, class Period>
  constexpr Delay(std::chrono::duration<Rep, Period> length) noexcept : length_(saturated(length)) {}

  constexpr Duration length() const noexcept { return length_; }

  /// `start` plus this delay, or the end of time.
  constexpr TimePoint after(TimePoint start) const noexcept {
    return length_ > TimePoint::max() - start ? TimePoint::max() : start + length_;
  }

private:
  template <class Rep, class Period>
  static constexpr Duration saturated(std::chrono::duration<Rep, Period> length) noexcept {
    const std::chrono::duration<double, std::nano> wide(length);
    if (wide >= std::chrono::duration<double, std::nano>(Duration::max()))
      return Duration::max();
    return wide.count() <= 0 ? Duration::zero() : std::chrono::duration_cast<Duration>(length);
  }

  Duration length_;
};

/// A limit that never passes.
inline constexpr Delay forever{Duration::max()};

/// Where a loop gets its time from. Called on the loop's thread only.
class Clock {
public:
  virtual ~Clock() = default;

  virtual TimePoint now() noexcept = 0;

  /// Nothing is ready until `next`, or until the outside reports something (TimePoint::max(): no timer is set).
  /// Returns how long the loop may wait for the outside. A clock that moves itself forward returns zero.
  virtual Duration idle(TimePoint next) = 0;
};

/// The system's monotonic clock: the loop waits in real time.
class SystemClock final : public Clock {
public:
  TimePoint now() noexcept override;
  Duration idle(TimePoint next) override;
};

/// A clock that its owner moves. A loop with it never sleeps: when nothing is ready, the policy decides.
///
///     aio::ManualClock clock;
///     aio::EventLoop loop(clock);
///     auto nap = loop.create_task(take_nap(1h));
///     loop.run_until_idle();                      // as far as it gets without time passing
///     clock.advance(1h);
///     loop.run_until_idle();                      // the nap is over
///
/// With OnIdle::jump, `loop.run_until_complete(take_nap(1h))` needs no advance: time jumps to the next timer.
class ManualClock final : public Clock {
public:
  enum class OnIdle {
    jump, // Move to the next timer.
    fail, // Throw InvalidStateError from the function that runs the loop: the test forgot to advance.
  };

  explicit ManualClock(OnIdle policy = OnIdle::jump) noexcept : policy_(policy) {}

  void advance(Delay delay) noexcept { now_ = delay.after(now_); }

  TimePoint now() noexcept override { return now_; }

  /// Waits without limit for the outside, such as another thread, when no timer is set.
  Duration idle(TimePoint next) override;

private:
  TimePoint now_{};
  OnIdle policy_;
};

} // namespace aio
