#include <aio/detail/waiter.h>

#include <string>

namespace aio::detail {

void Waiter::wait_on(FutureBase &future, std::coroutine_handle<> handle, const char *operation) {
  TaskBase &task = running_task(operation);
  if (future.loop() != task.loop())
    throw RuntimeError(std::string(operation) + ": the future belongs to another event loop");
  task_ = &task;
  operation_ = operation;
  future.add_waiter(*this);
  task.suspend(handle, this);
}

bool Waiter::interrupt() noexcept {
  if (granted_ || interrupted_)
    return false;
  unlink();
  interrupted_ = true;
  task_->wake();
  return true;
}

} // namespace aio::detail
