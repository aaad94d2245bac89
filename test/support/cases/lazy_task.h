// A lazy task as many code bases write their own: awaited once, started by its await, destroyed with its frame.
//
// The checker knows it by its members alone: no library's data speaks of it.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

template <class T> struct LazyResult {
  void return_value(T);
};
template <> struct LazyResult<void> {
  void return_void();
};

template <class T> struct [[nodiscard]] Task {
  struct promise_type : LazyResult<T> {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  Task(Task &&);
  Task &operator=(Task &&);
  ~Task();
  bool done() const;
  explicit operator bool() const noexcept;
  void start();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  std::coroutine_handle<promise_type> frame;
};
