// A task that waits in the queue of a lock, an event or the like.
//
// It lies in the frame of the coroutine that waits, so waiting allocates nothing. What it waits for is handed to it
// when it leaves the queue, not when it runs: nobody who comes later can take it away. A task that is cancelled in
// between must hand it on, so its awaiter asks cancelled() first when it resumes.

#pragma once

#include <aio/detail/task_base.h>
#include <aio/errors.h>

namespace aio::detail {

class Waiter : public NativeAwaiter, public Work {
public:
  /// Leaves its queue for the ready queue.
  void grant() noexcept {
    unlink();
    granted_ = true;
    task_->loop()->schedule(*this);
  }

  void run() noexcept final { task_->run(); }
  bool interrupt() noexcept final;
  TaskBase *resumes() noexcept final { return task_; }
  std::string describe() const final { return operation_; }

protected:
  Waiter() noexcept = default;
  ~Waiter() = default;

  /// Suspends the running task, as the last in `queue`. Throws RuntimeError that names `operation` if there is none.
  void wait_in(WorkList &queue, std::coroutine_handle<> handle, const char *operation) {
    task_ = &running_task(operation);
    operation_ = operation;
    queue.push_back(*this);
    task_->suspend(handle, this);
  }

  /// Suspends the running task until `future` is done. Throws RuntimeError as well if it is another loop's.
  void wait_on(FutureBase &future, std::coroutine_handle<> handle, const char *operation);

  /// Whether the wait ends with a cancellation; asked once, on resuming.
  bool cancelled() noexcept { return task_ && (task_->take_cancellation() || interrupted_); }
  bool granted() const noexcept { return granted_; }

private:
  TaskBase *task_ = nullptr; // Set if the task was suspended.
  const char *operation_ = "";
  bool granted_ = false;
  bool interrupted_ = false;
};

/// Waits in a queue to be granted; the result says whether it was, and not cancelled.
class QueueAwaiter final : public Waiter {
public:
  QueueAwaiter(WorkList &queue, const char *operation) noexcept : queue_(queue), operation_(operation) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { wait_in(queue_, handle, operation_); }
  bool await_resume() noexcept { return !cancelled(); }
  using Waiter::granted;

private:
  WorkList &queue_;
  const char *operation_;
};

/// Lets all of `queue` go on, in their order. They are Waiters.
inline void grant_all(WorkList &queue) noexcept {
  while (!queue.empty())
    static_cast<Waiter &>(queue.front()).grant();
}

} // namespace aio::detail
