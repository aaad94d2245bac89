#include <aio/sleep.h>

#include <aio/errors.h>

namespace aio::detail {

void SleepAwaiter::await_suspend(std::coroutine_handle<> handle) {
  task_ = &running_task("sleep");
  LoopCore &loop = *task_->loop();
  if (delay_.length() == Duration::zero()) {
    task_->suspend(handle, nullptr);
    task_->wake();
  } else {
    loop.add_timer(*this, delay_.after(loop.now()));
    task_->suspend(handle, this);
  }
}

void SleepAwaiter::await_resume() {
  task_->throw_if_cancelled(); // First, so that a second cancel() is not delivered again.
  if (interrupted_)
    throw CancelledError();
}

bool SleepAwaiter::interrupt() noexcept {
  if (interrupted_)
    return false;
  unlink();
  interrupted_ = true;
  task_->wake();
  return true;
}

} // namespace aio::detail
