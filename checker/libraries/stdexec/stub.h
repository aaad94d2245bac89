// A stand-in for <stdexec/execution.hpp> and <exec/task.hpp>: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>

namespace exec {
template <class T> class [[nodiscard]] basic_task;

namespace internal {
class promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> class promise : public promise_base {
public:
  basic_task<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  basic_task<void> get_return_object();
  void return_void();
};
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
} // namespace internal

template <class T> class [[nodiscard]] basic_task {
public:
  using promise_type = internal::promise<T>;
  basic_task(basic_task &&) noexcept;
  ~basic_task();
  internal::awaiter<T> operator co_await() &&;
};
template <class T> using task = basic_task<T>;

class async_scope {
public:
  template <class Sender> void spawn(Sender &&sender);
};
struct start_detached_t {
  template <class Sender> void operator()(Sender &&sender) const;
};
inline constexpr start_detached_t start_detached;
} // namespace exec

namespace stdexec {
struct sync_wait_t {
  template <class Sender> void operator()(Sender &&sender) const;
};
inline constexpr sync_wait_t sync_wait;
struct when_all_t {
  template <class... Senders> exec::task<void> operator()(Senders &&...senders) const;
};
inline constexpr when_all_t when_all;
} // namespace stdexec
