// A result that is there later: pending, then done or cancelled, once and for all.
//
// A Future is a handle: copies share one state, like references in Python. One side sets it, any number of others
// await it, any number of times. Task, in task.h, is a Future that a coroutine sets.
//
//     aio::Future<int> answer = aio::get_running_loop().create_future<int>();
//     answer.set_result(42);               // one side
//     int value = co_await answer;         // the other
//
// Everything here belongs to the loop's thread. A handle may outlive its loop; it can still be read.

#pragma once

#include <aio/concepts.h>
#include <aio/detail/access.h>
#include <aio/detail/done_callback.h>
#include <aio/detail/future_awaiter.h>

namespace aio {

/// A future of any type, for code that does not care for the value.
class AnyFuture {
public:
  /// Has a result, has an exception, or was cancelled.
  [[nodiscard]] bool done() const noexcept { return state_->done(); }
  [[nodiscard]] bool cancelled() const noexcept { return state_->status() == detail::Status::cancelled; }

  /// Cancels a plain future at once; asks a task to stop, see Task. False if it is done.
  bool cancel() const noexcept { return state_->cancel(); }

  /// The exception, null if there is a result. Marks it as read: the loop does not report it.
  /// Throws InvalidStateError if pending, CancelledError if cancelled.
  [[nodiscard]] std::exception_ptr exception() const { return state_->error("exception"); }

  /// Calls `callback` with this future when it is done, in a later turn of the loop, on the loop's stack; in the next
  /// turn if it is done. Callbacks and waiters run in the order in which they came. An exception out of `callback`
  /// goes to the loop's exception handler. One block of the pool. Throws InvalidStateError if the loop has closed.
  template <std::invocable<AnyFuture> F> Handle add_done_callback(F callback) const {
    return detail::add_done_callback(
        *state_, [callback = std::move(callback)](auto state) mutable { callback(AnyFuture(std::move(state))); });
  }

  /// Whether both handles share one state.
  friend bool operator==(const AnyFuture &, const AnyFuture &) noexcept = default;

protected:
  friend struct detail::Access;

  explicit AnyFuture(detail::Ref<detail::FutureBase> state) noexcept : state_(std::move(state)) {}

  detail::Ref<detail::FutureBase> state_; // Null after a move.
};

template <class T> class [[nodiscard]] Future : public AnyFuture {
public:
  using value_type = T;

  /// For EventLoop::create_future and the runtime.
  explicit Future(detail::Ref<detail::FutureBase> state) noexcept : AnyFuture(std::move(state)) {}

  /// Completes the future with a T made of `args`; waiters run in a later turn, none on the caller's stack.
  /// Throws InvalidStateError if done, RuntimeError if this is a task, and what T's constructor throws.
  template <class... Args>
    requires std::constructible_from<detail::Stored<T>, Args...>
  void set_result(Args &&...args) const {
    this->state_->check_settable("set_result");
    detail::set_value<T>(*this->state_, std::forward<Args>(args)...);
  }

  /// Completes the future with an exception. Throws as set_result does. If nobody reads it before the last handle
  /// goes, the loop's exception handler is told.
  void set_exception(std::exception_ptr exception) const {
    this->state_->check_settable("set_exception");
    this->state_->set_error(std::move(exception));
  }
  template <class E>
    requires(!std::convertible_to<E, std::exception_ptr>)
  void set_exception(E exception) const {
    set_exception(std::make_exception_ptr(std::move(exception)));
  }

  /// The result: by reference from a handle that stays, by value from one that goes (moved, if no other handle shares
  /// it or if it can only be moved). Throws InvalidStateError if pending, CancelledError, or the exception.
  decltype(auto) result() const & {
    this->state_->check_value("result");
    return detail::result_of<T>(*this->state_);
  }
  T result() && {
    this->state_->check_value("result");
    if constexpr (!std::is_void_v<T>)
      return detail::take_value<T>(*this->state_);
  }

  /// AnyFuture::add_done_callback, with a callback that takes a Future<T>.
  template <std::invocable<Future> F> Handle add_done_callback(F callback) const {
    return detail::add_done_callback(
        *this->state_, [callback = std::move(callback)](auto state) mutable { callback(Future(std::move(state))); });
  }

  /// Waits until the future is done, without suspending if it is. The result is that of result(). The task resumes on
  /// the loop's stack. Cancelling the task cancels the future, as in asyncio. No allocation.
  /// Throws CancelledError, the exception, or RuntimeError: no running task, a future of another loop.
  auto operator co_await() const & { return detail::FutureAwaiter<T, false>(this->state_); }
  auto operator co_await() && { return detail::FutureAwaiter<T, true>(std::move(this->state_)); }
};

} // namespace aio
