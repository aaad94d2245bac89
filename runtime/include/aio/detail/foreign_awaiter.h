// Awaiters that are not aio's: how a coroutine of aio awaits a type of your own.
//
// Such an awaiter resumes its coroutine from wherever it likes. It gets the handle of a relay instead, a coroutine of
// one step that puts the task into the ready queue: so the task always resumes on the loop's stack, is the current
// task while it runs, and sees a cancellation that came meanwhile. The relay is one block of the pool.

#pragma once

#include <aio/concepts.h>
#include <aio/detail/task_base.h>

#include <type_traits>

namespace aio::detail {

/// A suspended coroutine that wakes a task when it is resumed. Owns its frame.
class Relay {
public:
  Relay() noexcept = default;
  Relay(const Relay &) = delete;
  Relay &operator=(const Relay &) = delete;
  ~Relay() {
    if (handle_)
      handle_.destroy();
  }

  /// Makes the coroutine; resuming it makes `task` ready to go on at `waiting`.
  std::coroutine_handle<> arm(TaskBase &task, std::coroutine_handle<> waiting);

private:
  std::coroutine_handle<> handle_;
};

/// Wraps `A`, the awaiter or a reference to it.
template <class A> class ForeignAwaiter : public NativeAwaiter {
public:
  template <class T> explicit ForeignAwaiter(T &&awaitable) : awaiter_(get_awaiter(std::forward<T>(awaitable))) {}

  bool await_ready() { return awaiter_.await_ready(); }

  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    using Result = decltype(awaiter_.await_suspend(handle));
    TaskBase &task = running_task("co_await");
    const std::coroutine_handle<> relay = relay_.arm(task, handle);
    task_ = &task;
    if constexpr (std::is_void_v<Result>) {
      awaiter_.await_suspend(relay);
      return std::noop_coroutine();
    } else if constexpr (std::is_same_v<Result, bool>) {
      if (awaiter_.await_suspend(relay))
        return std::noop_coroutine();
      task_ = nullptr;
      return handle;
    } else {
      return awaiter_.await_suspend(relay);
    }
  }

  decltype(auto) await_resume() {
    if (task_)
      task_->throw_if_cancelled();
    return awaiter_.await_resume();
  }

private:
  A awaiter_;
  Relay relay_;
  TaskBase *task_ = nullptr; // Set if the task was suspended.
};

} // namespace aio::detail
