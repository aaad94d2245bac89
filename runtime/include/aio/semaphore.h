// A limit to how many tasks do something at a time.
//
//     aio::Semaphore connections(10);
//     const aio::LockGuard guard = co_await connections.lock(); // the eleventh waits here

#pragma once

#include <aio/lock.h>

namespace aio {

/// Fair and safe under cancellation, as Lock is.
class Semaphore {
public:
  /// With `value` permits free.
  explicit Semaphore(std::size_t value = 1) noexcept : permits_(value) {}
  Semaphore(const Semaphore &) = delete;
  Semaphore &operator=(const Semaphore &) = delete;

  /// Waits for a permit and holds it as long as the LockGuard lives. As Lock::lock.
  [[nodiscard]] detail::GuardAwaiter lock() noexcept { return {permits_, "Semaphore::lock"}; }

  /// The same without a guard: release() is the caller's to call.
  [[nodiscard]] detail::PermitAwaiter acquire() noexcept { return {permits_, "Semaphore::acquire"}; }

  /// Hands a permit to the next waiter, which runs in a later turn; frees one if nobody waits. Anybody may.
  void release() noexcept { permits_.give(); }

  /// No permit is free.
  [[nodiscard]] bool locked() const noexcept { return permits_.free() == 0; }

protected:
  [[nodiscard]] std::size_t free() const noexcept { return permits_.free(); }

private:
  detail::Permits permits_;
};

/// A Semaphore that notices a release() too much.
class BoundedSemaphore : public Semaphore {
public:
  explicit BoundedSemaphore(std::size_t value = 1) noexcept : Semaphore(value), bound_(value) {}

  /// As Semaphore::release. Throws RuntimeError if more permits would be free than there were.
  void release();

private:
  std::size_t bound_;
};

} // namespace aio
