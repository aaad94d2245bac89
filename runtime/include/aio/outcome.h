// How something ended, as a value: with a result, an exception, or a cancellation.
//
//     for (const aio::Outcome<Page> &page : co_await aio::gather(aio::return_exceptions, std::move(fetches)))
//       page ? show(page.value()) : complain(page.exception());

#pragma once

#include <aio/concepts.h>
#include <aio/coroutine.h>
#include <aio/detail/future_state.h>

#include <exception>
#include <optional>

namespace aio {

template <class T = void> class [[nodiscard("it may hold an exception")]] Outcome {
public:
  using value_type = T;

  /// Cancelled.
  Outcome() noexcept = default;
  explicit Outcome(std::exception_ptr error) noexcept : error_(std::move(error)) {}
  template <class... Args>
    requires std::constructible_from<detail::Stored<T>, Args...>
  explicit Outcome(std::in_place_t, Args &&...args) : value_(std::in_place, std::forward<Args>(args)...) {}

  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] bool cancelled() const noexcept { return !value_ && !error_; }

  /// Null if there is a value or if it was cancelled.
  [[nodiscard]] const std::exception_ptr &exception() const noexcept { return error_; }

  /// The value, or nothing for void. Throws the exception, or CancelledError.
  decltype(auto) value() const & {
    check();
    if constexpr (!std::is_void_v<T>)
      return *value_;
  }
  T value() && {
    check();
    if constexpr (!std::is_void_v<T>)
      return std::move(*value_);
  }

private:
  void check() const {
    if (error_)
      std::rethrow_exception(error_);
    if (!value_)
      throw CancelledError();
  }

  std::optional<detail::Stored<T>> value_;
  std::exception_ptr error_;
};

namespace detail {

/// The outcome of a future that is done. Marks its exception as read.
template <class T, std::derived_from<FutureBase> F> Outcome<T> outcome_of(F &future) {
  if (future.status() == Status::value)
    return Outcome<T>(std::in_place, take_value<T>(future));
  return future.status() == Status::cancelled ? Outcome<T>() : Outcome<T>(future.error("gather"));
}

/// Awaits `awaitable` and throws nothing.
template <Awaitable A> Coroutine<Outcome<std::remove_cvref_t<await_result_t<A>>>> settle(A awaitable) {
  using T = std::remove_cvref_t<await_result_t<A>>;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(awaitable);
      co_return Outcome<T>(std::in_place);
    } else {
      co_return Outcome<T>(std::in_place, co_await std::move(awaitable));
    }
  } catch (const CancelledError &) {
    co_return Outcome<T>();
  } catch (...) {
    co_return Outcome<T>(std::current_exception());
  }
}

} // namespace detail
} // namespace aio
