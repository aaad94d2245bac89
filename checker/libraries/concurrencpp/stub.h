// A stand-in for <concurrencpp/concurrencpp.h>: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>
#include <memory>

namespace concurrencpp {
template <class T> class [[nodiscard]] result;
template <class T> class [[nodiscard]] lazy_result;
struct null_result {};

namespace details {
class promise_base {
public:
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};
class result_promise : public promise_base {
public:
  std::suspend_never initial_suspend() noexcept;
  result<void> get_return_object();
};
class lazy_promise : public promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  lazy_result<void> get_return_object();
};
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
} // namespace details

template <class T> class [[nodiscard]] result {
public:
  using promise_type = details::result_promise;
  result(result &&) noexcept;
  ~result();
  T get();
  details::awaiter<T> operator co_await();
};
template <class T> class [[nodiscard]] lazy_result {
public:
  using promise_type = details::lazy_promise;
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result();
  result<T> run();
  details::awaiter<T> operator co_await();
};

class executor {
public:
  template <class F> void post(F &&callable) {}
};
class thread_pool_executor : public executor {};
class thread_executor : public executor {};
struct executor_tag {};

class async_lock {
public:
  lazy_result<int> lock(std::shared_ptr<executor> resume);
};
} // namespace concurrencpp
