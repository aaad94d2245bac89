// Mutual exclusion between tasks, across suspensions.
//
//     const aio::LockGuard guard = co_await lock.lock(); // until the end of the block
//
// A std::mutex must not be held across co_await: it blocks the thread that would release it. Between two suspensions
// nothing needs a lock, since a loop runs one task at a time.

#pragma once

#include <aio/detail/permits.h>

namespace aio {

/// Gives back at the end of its life what `co_await lock()` took. Move-only.
class [[nodiscard("the lock is released at once")]] LockGuard {
public:
  explicit LockGuard(detail::Permits &taken) noexcept : taken_(&taken) {}
  LockGuard(LockGuard &&other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
  LockGuard &operator=(LockGuard other) noexcept {
    std::swap(taken_, other.taken_);
    return *this;
  }
  ~LockGuard() {
    if (taken_)
      taken_->give();
  }

private:
  detail::Permits *taken_; // Null after a move.
};

namespace detail {

/// A PermitAwaiter whose result is a guard.
class GuardAwaiter final : public PermitAwaiter {
public:
  using PermitAwaiter::PermitAwaiter;

  LockGuard await_resume() {
    PermitAwaiter::await_resume();
    return LockGuard(permits());
  }
};

} // namespace detail

/// Fair: the lock goes to the task that waits longest, and a task that is cancelled while it waits, or before it gets
/// to run, leaves it to the next. Not recursive. Must outlive its waiters and guards; belongs to one loop.
class Lock {
public:
  Lock() noexcept = default;
  Lock(const Lock &) = delete;
  Lock &operator=(const Lock &) = delete;

  /// Waits for the lock and holds it as long as the LockGuard lives. Does not suspend if it is free. The task resumes
  /// on the loop's stack. No allocation. Throws CancelledError, and RuntimeError if no task is running.
  [[nodiscard]] detail::GuardAwaiter lock() noexcept { return {permit_, "Lock::lock"}; }

  /// The same without a guard: release() is the caller's to call.
  [[nodiscard]] detail::PermitAwaiter acquire() noexcept { return {permit_, "Lock::acquire"}; }

  /// Hands the lock to the next waiter, which runs in a later turn. Throws RuntimeError if nobody holds it.
  void release();

  [[nodiscard]] bool locked() const noexcept { return permit_.free() == 0; }

private:
  detail::Permits permit_{1};
};

} // namespace aio
