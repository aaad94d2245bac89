// A stand-in for QCoro and the Qt classes beside it: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>

namespace QCoro {
template <class T = void> class Task;
template <class T = void> class LazyTask;

namespace detail {
class promise_base {
public:
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> class promise : public promise_base {
public:
  std::suspend_never initial_suspend() noexcept;
  Task<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  std::suspend_never initial_suspend() noexcept;
  Task<void> get_return_object();
  void return_void();
};
class lazy_promise : public promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  LazyTask<void> get_return_object();
  void return_void();
};
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
} // namespace detail

template <class T> class Task {
public:
  using promise_type = detail::promise<T>;
  Task(Task &&) noexcept;
  ~Task();
  template <class F> Task<> then(F &&callback) &&;
  detail::awaiter<T> operator co_await() const;
};
template <class T> class LazyTask {
public:
  using promise_type = detail::lazy_promise;
  LazyTask(LazyTask &&) noexcept;
  ~LazyTask();
  detail::awaiter<T> operator co_await() const;
};

Task<> sleepFor(std::chrono::milliseconds length);
template <class T> T waitFor(Task<T> &&task);

namespace detail {
class QCoroIODevice {
public:
  Task<int> readAll(std::chrono::milliseconds limit = std::chrono::milliseconds{-1});
};
} // namespace detail
} // namespace QCoro

class QIODevice {};
QCoro::detail::QCoroIODevice qCoro(QIODevice &device) noexcept;

template <class Object, class Signal> QCoro::Task<> qCoro(Object *object, Signal signal);
template <class Object, class Signal>
QCoro::Task<> qCoro(Object *object, Signal signal, std::chrono::milliseconds limit);

class QTimer {
public:
  void timeout();
  template <class Context, class F> static void singleShot(int milliseconds, Context *context, F &&callable) {}
};
