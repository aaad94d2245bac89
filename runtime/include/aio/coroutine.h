// What an `async def` is in Python: a function that can wait.
//
//     aio::Coroutine<int> answer() {
//       co_await aio::sleep(1s);
//       co_return 42;
//     }
//     int value = co_await answer();                 // runs it as a part of the caller
//     aio::Task<int> task = aio::create_task(answer()); // runs it beside the caller
//     int main() { return aio::run(answer()); }      // runs it in an event loop
//
// Calling the function runs nothing: the coroutine starts when it is awaited or made a task, once.

#pragma once

#include <aio/concepts.h>
#include <aio/detail/access.h>
#include <aio/detail/promise.h>
#include <aio/errors.h>

#include <type_traits>

// The frame of a callee that is awaited at once can live in the caller's; clang does it from version 20.
#if __has_cpp_attribute(clang::coro_await_elidable)
#define AIO_AWAIT_ELIDABLE [[clang::coro_await_elidable]]
#else
#define AIO_AWAIT_ELIDABLE
#endif

namespace aio {

namespace detail {
template <class T> class CoroutineAwaiter;
}

/// Owns a suspended coroutine that returns `T`: void, an object or a reference. Move-only; destroying it destroys the
/// coroutine, with its parameters, where it stands. The frame comes from a thread-local pool: no heap allocation in
/// steady state. A coroutine may move to another thread before it is started, not after.
template <class T = void>
class [[nodiscard("a coroutine that is neither awaited nor made a task never runs")]] AIO_AWAIT_ELIDABLE Coroutine {
public:
  using value_type = T;
  using promise_type = detail::Promise<T>;

  Coroutine(Coroutine &&other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Coroutine &operator=(Coroutine other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~Coroutine() {
    if (frame_)
      frame_.destroy();
  }

  /// Runs the coroutine as part of the awaiting one, on its stack until the first suspension (symmetric transfer: a
  /// chain of any depth uses no stack), and destroys it at the end of the full expression. The awaiting coroutine
  /// resumes where this one ends. Throws what the coroutine throws, and InvalidStateError if it was awaited before.
  detail::CoroutineAwaiter<T> operator co_await() && { return detail::CoroutineAwaiter<T>(std::move(*this)); }

private:
  friend struct detail::Access;
  friend promise_type;
  friend detail::CoroutineAwaiter<T>;
  using Frame = std::coroutine_handle<promise_type>;

  explicit Coroutine(Frame frame) noexcept : frame_(frame) {}

  Frame frame_; // Null after a move.
};

namespace detail {

/// Asks a function's type, or the type of an object with one operator(), whether it returns a Coroutine.
template <class F> struct IsCoroutineFunction : std::false_type {};
template <class F>
  requires requires { &F::operator(); }
struct IsCoroutineFunction<F> : IsCoroutineFunction<decltype(&F::operator())> {};
template <class F> struct IsCoroutineFunction<F *> : IsCoroutineFunction<F> {};
template <class F, class C> struct IsCoroutineFunction<F C::*> : IsCoroutineFunction<F> {};
template <class T, class... A> struct IsCoroutineFunction<Coroutine<T>(A...)> : std::true_type {};
template <class T, class... A> struct IsCoroutineFunction<Coroutine<T>(A...) const> : std::true_type {};
template <class T, class... A> struct IsCoroutineFunction<Coroutine<T>(A...) noexcept> : std::true_type {};
template <class T, class... A> struct IsCoroutineFunction<Coroutine<T>(A...) const noexcept> : std::true_type {};

} // namespace detail

/// Whether calling a function, function pointer, member function or lambda of type `F` gives a Coroutine. False for an
/// overloaded or generic operator(), which has no one type.
template <class F>
inline constexpr bool is_coroutine_function_v = detail::IsCoroutineFunction<std::remove_cvref_t<F>>::value;

namespace detail {

template <class T> Coroutine<T> Promise<T>::get_return_object() noexcept {
  return Coroutine<T>(std::coroutine_handle<Promise>::from_promise(*this));
}

template <class T> Coroutine<T &> Promise<T &>::get_return_object() noexcept {
  return Coroutine<T &>(std::coroutine_handle<Promise>::from_promise(*this));
}

inline Coroutine<void> Promise<void>::get_return_object() noexcept {
  return Coroutine<void>(std::coroutine_handle<Promise>::from_promise(*this));
}

template <class T> class [[nodiscard]] CoroutineAwaiter : public NativeAwaiter {
public:
  explicit CoroutineAwaiter(Coroutine<T> coroutine) : coroutine_(std::move(coroutine)) {
    if (!coroutine_.frame_)
      throw_awaited_before({});
  }

  bool await_ready() const noexcept { return false; }

  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
    coroutine_.frame_.promise().set_continuation(caller);
    return coroutine_.frame_;
  }

  T await_resume() { return coroutine_.frame_.promise().take(); }

private:
  Coroutine<T> coroutine_;
};

} // namespace detail
} // namespace aio
