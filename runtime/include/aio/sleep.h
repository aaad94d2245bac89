// Waiting for time to pass.
//
// Time is the loop's clock, which a test may own, never the system's.

#pragma once

#include <aio/clock.h>
#include <aio/detail/task_base.h>

namespace aio {

namespace detail {

class SleepAwaiter : public NativeAwaiter {
public:
  explicit SleepAwaiter(Delay delay) noexcept : delay_(delay) {}

  bool await_ready() const noexcept { return false; }

  void await_suspend(std::coroutine_handle<> handle) {
    task_ = &running_task("sleep");
    if (delay_.length() > Duration::zero())
      return task_->sleep(handle, delay_.after(task_->loop()->now()));
    task_->suspend(handle, nullptr);
    task_->wake();
  }

  void await_resume() const { task_->throw_if_cancelled(); }

private:
  Delay delay_;
  TaskBase *task_ = nullptr;
};

} // namespace detail

/// What sleep() returns: a length of time that can be awaited. A plain value; each await waits anew.
class [[nodiscard("a sleep that is not awaited does not wait")]] Sleep {
public:
  explicit Sleep(Delay delay) noexcept : delay_(delay) {}

  detail::SleepAwaiter operator co_await() const noexcept { return detail::SleepAwaiter(delay_); }

private:
  Delay delay_;
};

/// Suspends the task for `delay`, counted from the beginning of the loop's turn; the loop waits in steps of 1 ms.
/// `sleep(0s)` lets everything run that is ready, then goes on. The task resumes on the loop's stack. No allocation.
/// Awaiting throws CancelledError, and RuntimeError if no task is running.
inline Sleep sleep(Delay delay) noexcept { return Sleep(delay); }

} // namespace aio
