// A stand-in for <winrt/base.h> and Windows.Foundation: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>

namespace winrt {
struct fire_and_forget {};

namespace impl {
template <class D> struct consume_Windows_Foundation_IAsyncAction {
  auto get() const -> void;
  auto wait_for(const std::chrono::nanoseconds &limit) const -> int;
};
struct awaiter {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<> waiter);
  void await_resume();
};
class promise_base {
public:
  std::suspend_never initial_suspend() const noexcept;
  std::suspend_never final_suspend() const noexcept;
  void return_void();
  void unhandled_exception();
};
} // namespace impl

namespace Windows::Foundation {
struct IAsyncAction : impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {};
impl::awaiter operator co_await(const IAsyncAction &action);
} // namespace Windows::Foundation

impl::awaiter resume_background() noexcept;
impl::awaiter resume_after(std::chrono::nanoseconds length) noexcept;
impl::awaiter resume_on_signal(void *handle, std::chrono::nanoseconds limit = {}) noexcept;
} // namespace winrt

template <class... Args> struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type : winrt::impl::promise_base {
    winrt::fire_and_forget get_return_object() const noexcept;
  };
};
template <class... Args> struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction, Args...> {
  struct promise_type : winrt::impl::promise_base {
    winrt::Windows::Foundation::IAsyncAction get_return_object() const noexcept;
  };
};

namespace winrt {
template <class D> struct com_ptr {
  ~com_ptr();
  D *operator->() const;
  explicit operator bool() const;
};
template <class D> struct weak_ref {
  ~weak_ref();
  com_ptr<D> get() const;
};
template <class D> struct implements {
  com_ptr<D> get_strong() noexcept;
  weak_ref<D> get_weak() noexcept;
};
template <class Delegate> struct event {
  template <class F> int operator()(F &&handler) { return add(handler); }
  template <class F> int add(F &&handler);
};
} // namespace winrt
