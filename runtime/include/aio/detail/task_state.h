// The shared state of a Task<T>.
//
// It steps a Coroutine<T> and keeps its result for whoever holds the task.

#pragma once

#include <aio/coroutine.h>
#include <aio/detail/access.h>
#include <aio/detail/future_state.h>
#include <aio/detail/task_base.h>

namespace aio::detail {

template <class T> class TaskState : public FutureState<T, TaskBase> {
public:
  TaskState(LoopCore &loop, Coroutine<T> coroutine, unsigned number)
      : FutureState<T, TaskBase>(loop, Access::release(coroutine), number) {}

private:
  /// The frame goes before the waiters come: parameters and captures do not outlive the task's end.
  void finish() noexcept final {
    auto &promise = std::coroutine_handle<Promise<T>>::from_address(this->root_.address()).promise();
    std::exception_ptr error = promise.error() ? promise.error() : keep_value(promise);
    this->destroy_root();
    if (error)
      this->fail(std::move(error));
    else
      this->complete(Status::value);
  }

  /// Returns the exception of T's move constructor, null if there was none.
  std::exception_ptr keep_value(Promise<T> &promise) noexcept {
    if constexpr (!std::is_void_v<T>) {
      try {
        new (FutureState<T, TaskBase>::slot()) T(promise.take());
      } catch (...) {
        return std::current_exception();
      }
    }
    return nullptr;
  }
};

} // namespace aio::detail
