// A stand-in for <coro/coro.hpp>: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>
#include <memory>
#include <utility>

namespace coro {
template <class T> class [[nodiscard]] task;

namespace detail {
class promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> class promise : public promise_base {
public:
  task<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  task<void> get_return_object();
  void return_void();
};

template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
} // namespace detail

template <class T> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<T>;
  task(task &&) noexcept;
  ~task();
  detail::awaiter<T> operator co_await() &&;
};

template <class T> T sync_wait(task<T> work);
template <class... T> task<void> when_all(task<T>... work);

class thread_pool {
public:
  struct schedule_operation {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> waiter) noexcept;
    void await_resume() noexcept;
  };
  schedule_operation schedule();
  bool spawn_detached(task<void> &&work) noexcept;
};

class scheduler {
public:
  task<void> yield_for(std::chrono::milliseconds length);
  template <class T> task<T> schedule(task<T> work, std::chrono::milliseconds limit);
};

template <class T> class queue {
public:
  task<T> pop();
};

namespace net::tcp {
class client {
public:
  task<int> connect(std::chrono::milliseconds limit = std::chrono::milliseconds{0});
  task<int> read_some(char *&buffer, std::chrono::milliseconds limit = std::chrono::milliseconds{0});
};
} // namespace net::tcp
} // namespace coro
