// A stand-in for drogon's coroutines: the declarations that the cases use.
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

namespace drogon {

template <class T> struct TaskPromise {
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_value(T value);
};
template <> struct TaskPromise<void> {
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};

template <class T = void> struct [[nodiscard]] Task {
  struct promise_type : TaskPromise<T> {
    Task get_return_object();
  };
  struct Awaiter {
    bool await_ready() noexcept;
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) noexcept;
    T await_resume();
  };
  Task(Task &&other);
  ~Task();
  Awaiter operator co_await() const noexcept;
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept;
    std::suspend_never initial_suspend() const noexcept;
    std::suspend_never final_suspend() const noexcept;
    void unhandled_exception();
    void return_void() noexcept;
  };
};

template <class Coro> void async_run(Coro &&coro) {
  [](std::decay_t<Coro> kept) -> AsyncTask { co_await kept(); }(std::forward<Coro>(coro));
}
template <class T> T sync_wait(Task<T> &&task);

} // namespace drogon
