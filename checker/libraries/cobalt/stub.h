// A stand-in for <boost/cobalt.hpp>: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>

namespace boost::cobalt {
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

namespace detail {
template <class T> class promise_promise;
} // namespace detail

template <class T> class [[nodiscard]] promise {
public:
  using promise_type = detail::promise_promise<T>;
  promise(promise &&) noexcept;
  ~promise();
  void operator+() &&;
  detail::awaiter<T> operator co_await();
};

namespace detail {
template <class T> class generator_promise;
} // namespace detail

template <class T> class [[nodiscard]] generator {
public:
  using promise_type = detail::generator_promise<T>;
  generator(generator &&) noexcept;
  ~generator();
  detail::awaiter<T> operator co_await();
};

namespace detail {
template <> class generator_promise<int> {
public:
  generator<int> get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  std::suspend_always yield_value(int value);
  void unhandled_exception();
  void return_value(int value);
};
template <> class promise_promise<void> {
public:
  promise<void> get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};
} // namespace detail

template <class T> T run(task<T> work);
template <class Executor> void spawn(Executor &executor, task<void> &&work, int token);
template <class... T> detail::awaiter<int> race(T &&...work);

template <class T> struct channel {
  detail::awaiter<T> read();
};
struct thread {
  void join();
};

namespace io {
detail::awaiter<void> sleep(std::chrono::steady_clock::duration length);
} // namespace io
} // namespace boost::cobalt
