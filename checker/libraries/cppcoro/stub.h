// A stand-in for cppcoro: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>
#include <vector>

namespace cppcoro {
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

class cancellation_token {};

class async_scope {
public:
  template <class Awaitable> void spawn(Awaitable &&work);
  detail::awaiter<void> join() noexcept;
};

template <class T> T sync_wait(task<T> work);
template <class T> task<void> when_all(std::vector<task<T>> work);

class async_mutex {
public:
  detail::awaiter<int> scoped_lock_async();
};

namespace net {
class socket {
public:
  detail::awaiter<int> recv(void *buffer, unsigned long size) noexcept;
  detail::awaiter<int> recv(void *buffer, unsigned long size, cancellation_token token) noexcept;
};
} // namespace net
} // namespace cppcoro
