// A timer that cancels the task it was made in, and knows afterwards whose cancellation it was.
//
// The algorithm of asyncio.timeout (PEP 654 and gh-90927): the deadline remembers how many cancellations stood when it
// was made. When it takes its own back and no more stand than then, the CancelledError was its own.

#pragma once

#include <aio/detail/task_base.h>

namespace aio::detail {

class Deadline : Timer {
public:
  /// Starts to count for the running task, from the beginning of the turn. Throws RuntimeError if there is none.
  explicit Deadline(Delay limit);

  /// Stops the timer; takes back a cancellation that nobody claimed.
  ~Deadline() {
    if (passed_)
      task_.uncancel();
  }

  /// A CancelledError arrived. Whether it came from this deadline; if so, it is taken back.
  bool claim_cancellation() noexcept;

  /// Moves the deadline; TimePoint::max() is never. Throws InvalidStateError if it has passed.
  void reschedule_at(TimePoint when);
  void reschedule(Delay limit);

  /// The time has come, and the wait was cancelled.
  bool expired() const noexcept { return expired_; }
  using Timer::when;

private:
  void run() noexcept final;
  void start(TimePoint when) noexcept;

  TaskBase &task_;
  unsigned cancels_before_;
  bool passed_ = false; // The task was cancelled by this and the cancellation not taken back.
  bool expired_ = false;
};

} // namespace aio::detail
