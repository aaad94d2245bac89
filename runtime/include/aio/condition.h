// Waiting for something that a lock protects to change.
//
//     const auto guard = co_await condition.lock();
//     co_await condition.wait_for([&] { return !orders.empty(); });

#pragma once

#include <aio/coroutine.h>
#include <aio/lock.h>

#include <concepts>

namespace aio {

/// Must outlive its waiters; belongs to one loop.
class Condition {
public:
  /// With a lock of its own.
  Condition() noexcept : lock_(own_lock_) {}

  /// With a lock that several conditions share, and that outlives them.
  explicit Condition(Lock &lock) noexcept : lock_(lock) {}

  Condition(const Condition &) = delete;
  Condition &operator=(const Condition &) = delete;

  /// The lock's.
  [[nodiscard]] detail::GuardAwaiter lock() noexcept { return lock_.lock(); }
  [[nodiscard]] detail::PermitAwaiter acquire() noexcept { return lock_.acquire(); }
  void release() { lock_.release(); }
  [[nodiscard]] bool locked() const noexcept { return lock_.locked(); }

  /// Releases the lock, waits for a notification, and takes the lock again, also when the task is cancelled: the
  /// caller holds it whatever happens. A notification that meets a cancelled task goes to the next waiter.
  /// Throws CancelledError, and RuntimeError if the lock is not held. One block of the pool.
  Coroutine<> wait();

  /// Waits until `holds()`, which is asked under the lock, and again after every notification.
  template <std::predicate P> Coroutine<> wait_for(P holds) {
    while (!holds())
      co_await wait();
  }

  /// Lets `count` waiters go on as soon as each gets the lock. Throws RuntimeError if the lock is not held.
  void notify(std::size_t count = 1);
  void notify_all();

private:
  void check_locked(const char *operation) const;
  void notify_next() noexcept;

  Lock own_lock_; // Not used if the lock is shared.
  Lock &lock_;
  detail::WorkList waiters_;
};

} // namespace aio
