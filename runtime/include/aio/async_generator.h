// A function that gives values one after the other, and can wait between them.
//
//     aio::AsyncGenerator<std::string> lines(aio::StreamReader &reader) {
//       while (true)
//         co_yield co_await reader.read_line();
//     }
//     auto all = lines(reader);
//     while (std::optional<std::string> line = co_await all.anext())
//       print(*line);
//
// C++ has no loop that awaits, so the loop is a `while`. Leave it early with aclose(), which lets the generator clean
// up; destroying the generator instead runs its destructors only.

#pragma once

#include <aio/coroutine.h>

#include <optional>

namespace aio {

/// Thrown by the `co_yield` at which a generator stands when aclose() is called. Like CancelledError it is no
/// std::exception; a handler cleans up and throws it on, or returns.
class GeneratorExit {
public:
  const char *what() const noexcept { return "the generator was closed"; }
};

template <class T> class AsyncGenerator;

namespace detail {

/// Between two values: where the generator stands, and whether it is to end there.
class GeneratorPromiseBase : public PromiseBase {
public:
  using PromiseBase::PromiseBase;

  void return_void() const noexcept {}

  enum class State : unsigned char { created, suspended, running, done };
  State state = State::created;
  bool exiting = false; // aclose() was called.

  auto final_suspend() noexcept {
    state = State::done;
    return PromiseBase::final_suspend();
  }

  /// Throws InvalidStateError that names `operation` if somebody waits for the next value already.
  void check_idle(const char *operation) const;

protected:
  /// Hands control to the one that waits for the value.
  struct Yield {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
      promise.state = State::suspended;
      return promise.continuation();
    }
    void await_resume() const {
      if (promise.exiting)
        throw GeneratorExit();
    }
    GeneratorPromiseBase &promise;
  };
};

template <class T> class GeneratorPromise final : public GeneratorPromiseBase {
public:
  explicit GeneratorPromise(const std::source_location &where = std::source_location::current()) noexcept
      : GeneratorPromiseBase(where) {}

  AsyncGenerator<T> get_return_object() noexcept;

  Yield yield_value(T value) {
    value_.emplace(std::move(value));
    return {*this};
  }

  /// The value that the generator stands at, or nothing if it has ended. Throws what ended it, once.
  std::optional<T> take() {
    this->throw_error_once();
    return std::exchange(value_, std::nullopt);
  }

private:
  std::optional<T> value_;
};

/// Runs the generator to its next value or its end.
template <class T> class [[nodiscard]] Anext : public NativeAwaiter {
public:
  explicit Anext(std::coroutine_handle<GeneratorPromise<T>> frame) noexcept : frame_(frame) {}

  bool await_ready() const {
    frame_.promise().check_idle("AsyncGenerator::anext");
    return frame_.promise().state == GeneratorPromiseBase::State::done;
  }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
    if (debugging()) [[unlikely]]
      note_started(frame_.promise());
    frame_.promise().state = GeneratorPromiseBase::State::running;
    frame_.promise().set_continuation(caller);
    return frame_;
  }
  std::optional<T> await_resume() { return frame_.promise().take(); }

private:
  std::coroutine_handle<GeneratorPromise<T>> frame_;
};

} // namespace detail

/// Owns a generator of values of type `T`. Move-only; runs only inside of anext() and aclose(), as a part of the task
/// that awaits them. Throws from anext() what the generator throws; after that, and after its end, there are no more
/// values. The frame comes from the pool.
template <class T> class [[nodiscard("a generator that nobody asks for a value never runs")]] AsyncGenerator {
public:
  using value_type = T;
  using promise_type = detail::GeneratorPromise<T>;

  AsyncGenerator(AsyncGenerator &&other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  AsyncGenerator &operator=(AsyncGenerator other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~AsyncGenerator() {
    if (frame_)
      frame_.destroy();
  }

  /// Awaiting it gives the next value, or nothing at the end. Runs the generator on the awaiting one's stack until its
  /// first suspension. Throws InvalidStateError if another task waits for a value of the same generator.
  detail::Anext<T> anext() noexcept { return detail::Anext<T>(frame_); }

  /// Ends the generator: throws GeneratorExit at the `co_yield` where it stands and waits until it has cleaned up.
  /// One that has not begun, or has ended, just ends. Throws what the cleanup throws, and RuntimeError if it yields.
  Coroutine<> aclose() {
    promise_type &promise = frame_.promise();
    promise.check_idle("AsyncGenerator::aclose");
    if (promise.state != detail::GeneratorPromiseBase::State::suspended) {
      promise.state = detail::GeneratorPromiseBase::State::done;
      co_return;
    }
    promise.exiting = true;
    try {
      if (co_await anext())
        throw RuntimeError("AsyncGenerator::aclose: the generator went on after GeneratorExit");
    } catch (const GeneratorExit &) {
      co_return;
    }
  }

private:
  friend promise_type;

  explicit AsyncGenerator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

  std::coroutine_handle<promise_type> frame_; // Null after a move.
};

namespace detail {

template <class T> AsyncGenerator<T> GeneratorPromise<T>::get_return_object() noexcept {
  return AsyncGenerator<T>(std::coroutine_handle<GeneratorPromise>::from_promise(*this));
}

} // namespace detail
} // namespace aio
