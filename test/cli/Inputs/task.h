// The least that is a lazy coroutine type, so that the tests of the command line parse fast and need no library.
#pragma once
#pragma once
#include <coroutine>

struct [[nodiscard]] Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return handle; }
  void await_resume() {}

  std::coroutine_handle<promise_type> handle;
};

Task save();
