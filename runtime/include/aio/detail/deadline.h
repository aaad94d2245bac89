// A timer that cancels the task it was made in, and knows afterwards whose cancellation it was.
//
// The algorithm of asyncio.timeout (PEP 654 and gh-90927): the deadline remembers how many cancellations stood when it
// was made. When it takes its own back and no more stand than then, the CancelledError was its own.

#pragma once

#include <aio/detail/task_base.h>

namespace aio::detail {

class Deadline final : Timer {
public:
  /// Starts to count for the running task. Throws RuntimeError if there is none.
  explicit Deadline(Delay limit);

  /// Stops the timer; takes back a cancellation that nobody claimed.
  ~Deadline() {
    if (passed_)
      task_.uncancel();
  }

  /// A CancelledError arrived. Whether it came from this deadline; if so, it is taken back.
  bool claim_cancellation() noexcept;

private:
  void run() noexcept override;

  TaskBase &task_;
  unsigned cancels_before_;
  bool passed_ = false; // The task was cancelled by this and the cancellation not taken back.
};

} // namespace aio::detail
