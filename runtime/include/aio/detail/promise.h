// The promise of a Coroutine.
//
// Where its result goes, who continues after it, and what co_await means inside of it.

#pragma once

#include <aio/detail/access.h>
#include <aio/detail/debug_hooks.h>
#include <aio/detail/foreign_awaiter.h>
#include <aio/detail/frame_pool.h>

#include <concepts>
#include <exception>
#include <optional>

namespace aio {
template <class T> class Coroutine;

template <class T> inline constexpr bool is_coroutine_v = false;
template <class T> inline constexpr bool is_coroutine_v<Coroutine<T>> = true;
} // namespace aio

namespace aio::detail {

template <class A>
concept Native = std::derived_from<std::remove_cvref_t<A>, NativeAwaiter>;

/// Stands for an awaiter that lives elsewhere in the frame. g++ 12 copies an awaiter that await_transform returns by
/// reference, and ours cannot be copied.
template <class A> class AwaiterRef : public NativeAwaiter {
public:
  explicit AwaiterRef(A &awaiter) noexcept : awaiter_(awaiter) {}

  bool await_ready() { return awaiter_.await_ready(); }
  decltype(auto) await_suspend(std::coroutine_handle<> handle) { return awaiter_.await_suspend(handle); }
  decltype(auto) await_resume() { return awaiter_.await_resume(); }

private:
  A &awaiter_;
};

/// Throws InvalidStateError that names the place of the co_await, unless its line is 0.
[[noreturn]] void throw_awaited_before(const std::source_location &where);

class PromiseBase : public Pooled {
public:
  explicit PromiseBase(const std::source_location &where) noexcept {
    if (debugging()) [[unlikely]]
      note_created(*this, where);
  }
  PromiseBase(const PromiseBase &) = delete;
  PromiseBase &operator=(const PromiseBase &) = delete;
  ~PromiseBase() {
    if (debugging()) [[unlikely]]
      note_destroyed(*this);
  }

  std::suspend_always initial_suspend() const noexcept { return {}; }

  auto final_suspend() const noexcept { return Continue{}; }

  void unhandled_exception() noexcept { error_ = std::current_exception(); }

  /// aio's own awaiters know the task; others are wrapped. `where` is a value: a reference would keep it in the frame.
  template <class A>
    requires Awaitable<A>
  decltype(auto) await_transform(A &&awaitable, std::source_location where = std::source_location::current()) {
    if constexpr (is_coroutine_v<std::remove_cvref_t<A>>) {
      if (Access::empty(awaitable)) [[unlikely]]
        throw_awaited_before(where);
    }
    if (debugging()) [[unlikely]]
      note_await(*this, where);
    if constexpr (Native<awaiter_t<A>> && std::is_reference_v<awaiter_t<A>>)
      return AwaiterRef<std::remove_reference_t<A>>(awaitable);
    else if constexpr (Native<awaiter_t<A>>)
      return get_awaiter(std::forward<A>(awaitable));
    else
      return ForeignAwaiter<awaiter_t<A>>(std::forward<A>(awaitable));
  }

  /// The coroutine to resume at the end. Without one, control goes back to the task's step.
  void set_continuation(std::coroutine_handle<> continuation) noexcept { continuation_ = continuation; }

  std::coroutine_handle<> continuation() const noexcept { return continuation_; }

  /// The exception that ended the coroutine, null if it returned.
  const std::exception_ptr &error() const noexcept { return error_; }

protected:
  void rethrow_error() const {
    if (error_) [[unlikely]]
      std::rethrow_exception(error_);
  }
  void throw_error_once() {
    if (error_) [[unlikely]]
      std::rethrow_exception(std::exchange(error_, nullptr));
  }

private:
  struct Continue {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
      return ended.promise().continuation_;
    }
    void await_resume() const noexcept {}
  };

  std::coroutine_handle<> continuation_ = std::noop_coroutine();
  std::exception_ptr error_;
};

template <class T> class Promise final : public PromiseBase {
  static_assert(alignof(T) <= alignof(std::max_align_t), "the pool does not align further");

public:
  /// `where` is the coroutine's own place; a coroutine whose only parameter is a source_location gives that instead.
  explicit Promise(const std::source_location &where = std::source_location::current()) noexcept : PromiseBase(where) {}

  Coroutine<T> get_return_object() noexcept;

  template <class U = T>
    requires std::convertible_to<U, T>
  void return_value(U &&value) {
    value_.emplace(std::forward<U>(value));
  }

  /// The result, moved out. Throws the exception that ended the coroutine.
  T take() {
    rethrow_error();
    return std::move(*value_);
  }

private:
  std::optional<T> value_;
};

template <class T> class Promise<T &> final : public PromiseBase {
public:
  explicit Promise(const std::source_location &where = std::source_location::current()) noexcept : PromiseBase(where) {}

  Coroutine<T &> get_return_object() noexcept;

  void return_value(T &value) noexcept { value_ = &value; }

  T &take() {
    rethrow_error();
    return *value_;
  }

private:
  T *value_ = nullptr;
};

template <> class Promise<void> final : public PromiseBase {
public:
  explicit Promise(const std::source_location &where = std::source_location::current()) noexcept : PromiseBase(where) {}

  Coroutine<void> get_return_object() noexcept;

  void return_void() const noexcept {}

  void take() { rethrow_error(); }
};

} // namespace aio::detail
