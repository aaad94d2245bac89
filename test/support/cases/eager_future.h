// A future whose coroutine runs by itself and keeps its result or error until somebody takes it, as Seastar's does.
//
// The checker knows it by its members alone: no library's data speaks of it.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

template <class T> struct [[nodiscard]] Future {
  struct promise_type {
    Future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  Future(Future &&);
  Future &operator=(Future &&);
  ~Future();
  bool failed() const;
  T get();
  std::exception_ptr error();
  void ignore();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  std::coroutine_handle<promise_type> frame;
};
