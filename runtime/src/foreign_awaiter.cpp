#include <aio/detail/foreign_awaiter.h>

#include <exception>

namespace aio::detail {

namespace {

struct RelayCoroutine {
  struct promise_type : Pooled {
    RelayCoroutine get_return_object() noexcept { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); } // wake() does not throw.
  };

  std::coroutine_handle<> handle;
};

// Sets where the task goes on, in case the foreign awaiter hands its handle to one of aio's: then the task was resumed
// at the relay.
RelayCoroutine relay_to(TaskBase &task, std::coroutine_handle<> waiting) {
  task.suspend(waiting, nullptr);
  task.wake();
  co_return;
}

} // namespace

std::coroutine_handle<> Relay::arm(TaskBase &task, std::coroutine_handle<> waiting) {
  return handle_ = relay_to(task, waiting).handle;
}

} // namespace aio::detail
