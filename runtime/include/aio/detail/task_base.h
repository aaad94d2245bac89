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
  /// Takes over the suspended coroutine `root`, which wake() starts. `root` must not be null. `number` is its name.
  TaskBase(LoopCore &loop, std::coroutine_handle<> root, unsigned number) noexcept;

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
    if (must_cancel_ && end_wait()) [[unlikely]]
      must_cancel_ = false;
  }

  /// Suspends the task, to be resumed at `leaf` when `when` has come. The task is the timer itself.
  void sleep(std::coroutine_handle<> leaf, TimePoint when) noexcept {
    loop_->add_timer(*this, when);
    suspend(leaf, this);
  }

  /// Puts the suspended task into the ready queue.
  void wake() noexcept { loop_->schedule(*this); }

  /// What an awaiter does first when it resumes after a suspension: throws CancelledError if the task is to see it.
  void throw_if_cancelled() {
    if (must_cancel_ || interrupted_) [[unlikely]]
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
  /// What it waits for, in words. Empty if it is ready, or waits on something that cancel() cannot interrupt.
  std::string waits_for() const;

protected:
  ~TaskBase() override;

  /// The coroutine is done: takes its result, destroys it and completes.
  virtual void finish() noexcept = 0;

  /// The task is done or closed: gives up the loop's reference.
  virtual void end() noexcept { release(); }

  /// What finish() does with an exception: completes as cancelled or with the error.
  void fail(std::exception_ptr error) noexcept;

  void destroy_root() noexcept;

  std::coroutine_handle<> root_; // The coroutine of the task; null when it is done.

private:
  void end_unstarted() noexcept;
  bool end_wait() noexcept;
  [[noreturn]] void throw_cancelled();
  std::string_view unread_message() const noexcept final { return "task exception was never retrieved"; }

  std::coroutine_handle<> leaf_;
  Work *waiting_on_ = nullptr; // What cancel() interrupts; the task itself if it sleeps.
  TaskName name_;
};

} // namespace aio::detail
