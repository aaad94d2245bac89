// How a task waits on a future.
//
// The node that links the task to the future lies in the task's frame, so waiting allocates nothing.

#pragma once

#include <aio/detail/future_state.h>
#include <aio/detail/task_base.h>

namespace aio::detail {

/// The value as result() gives it: by reference, or nothing for void.
template <class T> decltype(auto) result_of(FutureBase &future) noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<const T &>(value_of<T>(future));
}

/// With `Take`, the result is a T of the awaiting side's own; else a reference into the future.
template <class T, bool Take> class FutureAwaiter : public NativeAwaiter {
public:
  explicit FutureAwaiter(Ref<FutureBase> state) noexcept : state_(std::move(state)) {}

  bool await_ready() const noexcept { return state_->done(); }

  void await_suspend(std::coroutine_handle<> handle) {
    TaskBase &task = running_task("co_await");
    task.wait_on(handle, *state_);
    task_ = &task;
  }

  decltype(auto) await_resume() {
    if (task_)
      task_->throw_if_cancelled();
    state_->check_value("co_await");
    if constexpr (Take && !std::is_void_v<T>)
      return take_value<T>(*state_);
    else
      return result_of<T>(*state_);
  }

private:
  Ref<FutureBase> state_;
  TaskBase *task_ = nullptr; // Set if the task was suspended.
};

} // namespace aio::detail
