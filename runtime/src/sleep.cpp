#include <aio/sleep.h>

namespace aio::detail {

void SleepAwaiter::start(std::coroutine_handle<> handle) {
  LoopCore &loop = *task_->loop();
  loop.add_timer(*this, delay_.after(loop.now()));
  task_->suspend(handle, this);
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
