// A task as far as it does not depend on the type of its result: the stepping of a coroutine, and cancellation.
//
// A task is in one place at a time: in the ready queue, or in the list of what it waits on. The loop holds a reference
// until the task is done, so dropping the handle does not stop it.

#pragma once

#include <aio/detail/future_base.h>
#include <aio/detail/task_name.h>

#include <coroutine>
#include <string>

namespace aio::detail {

/// Tag of the awaiters of aio: they suspend the running task through TaskBase and see to its cancellation.
struct NativeAwaiter {};

class TaskBase : public FutureBase {
public:
  /// Takes over the suspended coroutine `root` and schedules its first step. `root` must not be null.
  TaskBase(LoopCore &loop, std::coroutine_handle<> root) noexcept;

  /// Resumes the coroutine until it suspends again or ends.
  void run() noexcept final;

  /// Ends the wait of the task with CancelledError, or marks it for its next step. False if it is done.
  bool cancel() noexcept final;

  unsigned cancelling() const noexcept { return cancels_; }
  unsigned uncancel() noexcept;
  std::string name() const final { return name_.get(); }
  void set_name(std::string name) { name_.set(std::move(name)); }

  /// Suspends the task, to be resumed at `leaf` when `future` is done. Throws RuntimeError if that cannot be awaited.
  void wait_on(std::coroutine_handle<> leaf, FutureBase &future);

  /// Suspends the task, to be resumed at `leaf` after wake(). `waiting`, which may be null, is what cancel()
  /// interrupts.
  void suspend(std::coroutine_handle<> leaf, Work *waiting) noexcept {
    leaf_ = leaf;
    waiting_on_ = waiting;
    if (must_cancel_ && waiting && waiting->interrupt())
      must_cancel_ = false;
  }

  /// Puts the suspended task into the ready queue.
  void wake() noexcept { loop_->schedule(*this); }

  /// What an awaiter does first when it resumes after a suspension: throws CancelledError if the task is to see it.
  void throw_if_cancelled() {
    if (must_cancel_) [[unlikely]]
      throw_cancelled();
  }

  /// The same question without the throw, for an awaiter that has something to give back first.
  bool take_cancellation() noexcept {
    const bool cancelled = must_cancel_;
    must_cancel_ = false;
    return cancelled;
  }

  /// Destroys the coroutine where it is suspended: the loop closes.
  void close() noexcept final;

  void check_settable(const char *operation) const final;

  TaskBase *resumes() noexcept final { return done() ? nullptr : this; }
  std::string describe() const final { return "task '" + name() + "'"; }

  /// Where it goes on: the innermost suspended coroutine, null before the first step.
  std::coroutine_handle<> leaf() const noexcept { return leaf_; }
  /// Null if it is ready, or waits on something that cancel() cannot interrupt.
  const Work *waiting_on() const noexcept { return waiting_on_; }

protected:
  ~TaskBase() override;

  /// The coroutine is done: takes its result, destroys it and completes.
  virtual void finish() noexcept = 0;

  /// What finish() does with an exception: completes as cancelled or with the error.
  void fail(std::exception_ptr error) noexcept;

  void destroy_root() noexcept;

  std::coroutine_handle<> root_; // The coroutine of the task; null when it is done.

private:
  [[noreturn]] void throw_cancelled();
  std::string_view unread_message() const noexcept final { return "task exception was never retrieved"; }

  std::coroutine_handle<> leaf_;
  Work *waiting_on_ = nullptr;
  TaskName name_;
};

} // namespace aio::detail
