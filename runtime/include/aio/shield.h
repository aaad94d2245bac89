// Waiting for something that goes on if the wait is cancelled.
//
//     aio::Task<> saving = aio::create_task(save(order));
//     co_await aio::shield(saving); // a cancellation ends this wait, not the saving

#pragma once

#include <aio/detail/waiter.h>
#include <aio/task.h>

namespace aio {

namespace detail {

/// Waits in the list of a future, and leaves it alone if the task is cancelled.
template <class T> class ShieldAwaiter final : public Waiter {
public:
  explicit ShieldAwaiter(Ref<FutureBase> state) noexcept : state_(std::move(state)) {}

  bool await_ready() const noexcept { return state_->done(); }
  void await_suspend(std::coroutine_handle<> handle) { wait_on(*state_, handle, "shield"); }
  decltype(auto) await_resume() {
    if (cancelled())
      throw CancelledError();
    state_->check_value("shield");
    if constexpr (!std::is_void_v<T>)
      return take_value<T>(*state_);
  }

private:
  Ref<FutureBase> state_;
};

} // namespace detail

/// What shield() returns; can be awaited any number of times.
template <class T> class [[nodiscard]] Shielded {
public:
  explicit Shielded(detail::Ref<detail::FutureBase> state) noexcept : state_(std::move(state)) {}

  detail::ShieldAwaiter<T> operator co_await() const { return detail::ShieldAwaiter<T>(state_); }

private:
  detail::Ref<detail::FutureBase> state_;
};

/// Schedules `awaitable` as a task, at once, unless it is a future already. Awaiting the result waits for it; if the
/// waiting task is cancelled, it throws CancelledError at once and the other goes on. The exception of a task that
/// nobody waits for any more goes to the loop's exception handler. No allocation to wait.
/// Throws RuntimeError if no loop runs in this thread; awaiting throws what the awaitable throws.
template <Awaitable A> auto shield(A awaitable) {
  auto future = detail::start(detail::running_core("shield"), std::move(awaitable));
  return Shielded<typename decltype(future)::value_type>(detail::Access::state(future));
}

} // namespace aio
