// A stand-in for libunifex: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>

namespace unifex {
namespace _task {
template <class T, bool> struct _task {
  struct [[nodiscard]] type;
};

class promise {
public:
  _task<void, false>::type get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};

template <class T, bool isNothrow> struct [[nodiscard]] _task<T, isNothrow>::type {
  using promise_type = promise;
  type(type &&) noexcept;
  ~type();
  awaiter<T> operator co_await() &&;
};
} // namespace _task

template <class T> using task = typename _task::_task<T, false>::type;

inline namespace v1 {
class async_mutex {
public:
  _task::awaiter<void> async_lock() noexcept;
};
struct async_scope {
  template <class Sender> void spawn(Sender &&sender);
};
} // namespace v1

namespace _sync_wait_cpo {
struct _fn {
  template <class Sender> void operator()(Sender &&sender) const;
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait;
} // namespace unifex
