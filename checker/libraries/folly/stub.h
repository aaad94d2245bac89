// A stand-in for folly/coro and folly/futures: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>
#include <vector>

namespace folly {
namespace coro {
template <class T> class [[nodiscard]] Task;

namespace detail {
class promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> class promise : public promise_base {
public:
  Task<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  Task<void> get_return_object();
  void return_void();
};

template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
} // namespace detail

template <class T> class [[nodiscard]] Task {
public:
  using promise_type = detail::promise<T>;
  Task(Task &&) noexcept;
  ~Task();
  detail::awaiter<T> operator co_await() &&;
};

struct co_invoke_fn {
  template <class F> auto operator()(F &&callable) const -> decltype(callable()) { return callable(); }
};
inline constexpr co_invoke_fn co_invoke;

struct blocking_wait_fn {
  template <class T> T operator()(Task<T> task) const;
};
inline constexpr blocking_wait_fn blockingWait;

Task<void> sleep(std::chrono::microseconds length);
template <class T> Task<T> timeout(Task<T> task, std::chrono::microseconds limit);
template <class T> Task<void> collectAll(Task<T> first, Task<T> second);

struct current_executor_t {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter) const;
  int *await_resume() const;
};
inline constexpr current_executor_t co_current_executor;

template <class T> class TaskWithExecutor {
public:
  void start() &&;
};
template <class T> TaskWithExecutor<T> co_withExecutor(int *executor, Task<T> task);

class AsyncScope {
public:
  template <class T> void add(TaskWithExecutor<T> task);
  Task<void> joinAsync() noexcept;
};

template <class T> class BoundedQueue {
public:
  Task<T> dequeue();
};
} // namespace coro

template <class T> class [[nodiscard]] Future;
template <class T> class Try {
public:
  T &value();
  bool hasException() const;
};
class Executor;
class exception_wrapper {};

template <class T> class [[nodiscard]] SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  SemiFuture &operator=(SemiFuture &&) noexcept;
  ~SemiFuture();
  Future<T> via(Executor *executor) &&;
  template <class F> SemiFuture<T> deferValue(F &&callable) && { __builtin_trap(); }
  template <class F> SemiFuture<T> deferError(F &&callable) && { __builtin_trap(); }
  template <class F> SemiFuture<T> defer(F &&callable) && { __builtin_trap(); }
  template <class F> SemiFuture<T> deferEnsure(F &&callable) && { __builtin_trap(); }
  bool isReady() const;
  T get() &&;
};
template <class T> SemiFuture<T> makeSemiFuture(T value);
template <class T> SemiFuture<std::vector<T>> collect(std::vector<SemiFuture<T>> work);

template <class T> class [[nodiscard]] Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  template <class F> Future<T> thenValue(F &&callable) && { __builtin_trap(); }
  template <class F> Future<T> thenError(F &&callable) && { __builtin_trap(); }
  template <class F> Future<T> ensure(F &&callable) && { __builtin_trap(); }
  T get() &&;
  coro::detail::awaiter<T> operator co_await() &&;
};

class Baton {
public:
  void wait();
  bool ready() const;
};

class Subprocess {
public:
  int wait();
};

class EventBase {
public:
  template <class F> void runInEventBaseThread(F callable) {}
  void runInEventBaseThreadAndWait(void (*callable)());
};
class CPUThreadPoolExecutor {
public:
  template <class F> void add(F callable) {}
};
} // namespace folly
