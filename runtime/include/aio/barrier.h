// A point that a number of tasks pass together.
//
//     aio::Barrier barrier(3);
//     co_await barrier.wait(); // the third to come lets all three go on

#pragma once

#include <aio/detail/waiter.h>

#include <cstddef>

namespace aio {

/// Thrown by Barrier::wait when the barrier is aborted, or reset while a task waits.
class BrokenBarrierError : public RuntimeError {
public:
  using RuntimeError::RuntimeError;
};

class Barrier;

namespace detail {

class BarrierAwaiter final : public Waiter {
public:
  explicit BarrierAwaiter(Barrier &barrier) noexcept : barrier_(barrier) {}

  bool await_ready();
  void await_suspend(std::coroutine_handle<> handle);
  std::size_t await_resume();

  /// Ends the wait, as number `index` of those that pass.
  void pass(std::size_t index) noexcept;
  void fail() noexcept;

private:
  Barrier &barrier_;
  std::size_t index_ = 0;
  bool broken_ = false;
};

} // namespace detail

/// Can be passed again and again. A task that is cancelled while it waits no longer counts.
/// Must outlive its waiters; belongs to one loop.
class Barrier {
public:
  /// Throws std::invalid_argument if `parties` is zero.
  explicit Barrier(std::size_t parties);
  Barrier(const Barrier &) = delete;
  Barrier &operator=(const Barrier &) = delete;

  /// Waits until parties() tasks do, and gives each a number from zero on, in the order in which they came; the last
  /// does not suspend. No allocation. Throws CancelledError, and BrokenBarrierError.
  [[nodiscard]] detail::BarrierAwaiter wait() noexcept { return detail::BarrierAwaiter(*this); }

  /// Makes those that wait throw BrokenBarrierError. The barrier can be used again.
  void reset() noexcept;

  /// The same, and every later wait() throws until reset().
  void abort() noexcept;

  [[nodiscard]] bool broken() const noexcept { return broken_; }
  [[nodiscard]] std::size_t parties() const noexcept { return parties_; }
  [[nodiscard]] std::size_t n_waiting() noexcept;

private:
  friend detail::BarrierAwaiter;

  std::size_t parties_;
  bool broken_ = false;
  detail::WorkList waiters_;
};

} // namespace aio
