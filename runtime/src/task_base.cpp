#include <aio/detail/task_base.h>

#include "debug_records.h"

#include <aio/errors.h>

#include <cassert>
#include <limits>

namespace aio::detail {

TaskBase::TaskBase(LoopCore &loop, std::coroutine_handle<> root, unsigned number) noexcept
    : FutureBase(loop, loop.tasks()), root_(root), name_(number) {
  assert(root && "create_task takes a coroutine that was not awaited or moved before");
  retain(); // The loop's reference, until the task is done.
}

TaskBase::~TaskBase() { destroy_root(); }

void TaskBase::destroy_root() noexcept {
  if (const auto root = std::exchange(root_, nullptr))
    root.destroy();
}

/// Ends a task that was cancelled before its first step.
void TaskBase::end_unstarted() noexcept {
  DebugRecords *const debug = loop_->debug();
  if (debug)
    debug->expect_unawaited(true); // Such as a coroutine that wait_for was to await.
  destroy_root();
  if (debug)
    debug->expect_unawaited(false);
  complete(Status::cancelled);
  end();
}

void TaskBase::run() noexcept {
  if (done()) // It outlived its callbacks.
    return release();
  waiting_on_ = nullptr;
  if (!leaf_) {
    leaf_ = root_;
    if (must_cancel_)
      return end_unstarted();
  }
  context.task = this;
  leaf_.resume();
  context.task = nullptr;
  if (root_.done()) {
    finish();
    end();
  }
}

bool TaskBase::cancel() noexcept {
  if (done())
    return false;
  if (cancels_ < std::numeric_limits<decltype(cancels_)>::max())
    ++cancels_;
  if (!end_wait())
    must_cancel_ = true;
  return true;
}

/// Makes the task go on with CancelledError where it waits; false if it cannot be interrupted there.
bool TaskBase::end_wait() noexcept {
  if (waiting_on_ != this)
    return waiting_on_ && waiting_on_->interrupt();
  Work::unlink();
  waiting_on_ = nullptr;
  interrupted_ = true;
  wake();
  return true;
}

std::string TaskBase::waits_for() const {
  if (!waiting_on_)
    return {};
  return waiting_on_ == this ? "sleep" : waiting_on_->describe();
}

unsigned TaskBase::uncancel() noexcept {
  if (cancels_ > 0)
    --cancels_;
  if (cancels_ == 0)
    must_cancel_ = false;
  return cancels_;
}

void TaskBase::wait_on(std::coroutine_handle<> leaf, FutureBase &future) {
  if (&future == this)
    throw RuntimeError("co_await: task '" + name() + "' cannot await itself");
  if (future.loop() != loop_)
    throw RuntimeError("co_await: the future belongs to another event loop");
  future.add_waiter(*this);
  suspend(leaf, &future);
}

void TaskBase::throw_cancelled() {
  must_cancel_ = interrupted_ = false;
  throw CancelledError();
}

static bool is_cancellation(const std::exception_ptr &error) noexcept {
  try {
    std::rethrow_exception(error);
  } catch (const CancelledError &) {
    return true;
  } catch (...) {
    return false;
  }
}

void TaskBase::fail(std::exception_ptr error) noexcept {
  if (is_cancellation(error))
    complete(Status::cancelled);
  else
    set_error(std::move(error));
}

void TaskBase::check_settable(const char *operation) const {
  throw RuntimeError(std::string(operation) + ": the result of a task is what its coroutine returns");
}

void TaskBase::close() noexcept {
  if (done())
    return FutureBase::close();
  loop_->report({"task was destroyed but it is pending", nullptr, name(), where()});
  Work::unlink(); // From the ready queue, or from what it waits on.
  destroy_root();
  FutureBase::close();
  complete(Status::cancelled);
  end();
}

} // namespace aio::detail
