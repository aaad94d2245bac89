// A number of permits that tasks take and give back: what Lock, Semaphore and Queue have in common.
//
// A permit that is given back goes to the first waiter directly. So it is fair, and as long as somebody waits no
// permit is free.

#pragma once

#include <aio/detail/waiter.h>

#include <utility>

namespace aio::detail {

class Permits {
public:
  explicit Permits(std::size_t free) noexcept : free_(free) {}

  std::size_t free() const noexcept { return free_; }

  bool try_take() noexcept {
    if (free_ == 0)
      return false;
    --free_;
    return true;
  }

  void give() noexcept {
    if (waiters_.empty())
      ++free_;
    else
      static_cast<Waiter &>(waiters_.front()).grant();
  }

  WorkList &waiters() noexcept { return waiters_; }

private:
  std::size_t free_;
  WorkList waiters_;
};

/// Takes a permit, or waits for one.
class PermitAwaiter : public Waiter {
public:
  PermitAwaiter(Permits &permits, const char *operation) noexcept : permits_(permits), operation_(operation) {}

  bool await_ready() noexcept { return permits_.try_take(); }
  void await_suspend(std::coroutine_handle<> handle) { wait_in(permits_.waiters(), handle, operation_); }
  void await_resume() {
    if (cancelled()) [[unlikely]]
      give_up();
  }

protected:
  Permits &permits() const noexcept { return permits_; }

private:
  [[noreturn]] void give_up();

  Permits &permits_;
  const char *operation_;
};

} // namespace aio::detail
