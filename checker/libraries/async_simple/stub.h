// A stand-in for async_simple: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>
#include <utility>

namespace async_simple {
namespace coro {
template <class T> class [[nodiscard]] Lazy;

namespace detail {
class promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> class promise : public promise_base {
public:
  Lazy<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  Lazy<void> get_return_object();
  void return_void();
};

template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
} // namespace detail

template <class T> class [[nodiscard]] Lazy {
public:
  using promise_type = detail::promise<T>;
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  template <class F> void start(F &&callback) {}
  detail::awaiter<T> operator co_await() &&;
};

template <class T> T syncAwait(Lazy<T> work);
template <class... T> Lazy<void> collectAll(Lazy<T>... work);
Lazy<void> sleep(std::chrono::milliseconds length);

class Mutex {
public:
  detail::awaiter<int> coScopedLock();
};
} // namespace coro

template <class T> class [[nodiscard]] Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  T get() &&;
  coro::detail::awaiter<T> operator co_await() &&;
};

class Executor {
public:
  virtual bool schedule(void (*callable)());
};
} // namespace async_simple
