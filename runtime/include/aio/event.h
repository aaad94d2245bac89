// A flag that tasks wait for: it is set once for all of them.
//
//     aio::Event ready;
//     co_await ready.wait();    // any number of tasks
//     ready.set();              // all go on

#pragma once

#include <aio/detail/waiter.h>

namespace aio {

namespace detail {

class EventAwaiter final : public Waiter {
public:
  EventAwaiter(const bool &is_set, WorkList &waiters) noexcept : is_set_(is_set), waiters_(waiters) {}

  bool await_ready() const noexcept { return is_set_; }
  void await_suspend(std::coroutine_handle<> handle) { wait_in(waiters_, handle, "Event::wait"); }
  void await_resume() {
    if (cancelled()) [[unlikely]]
      throw CancelledError();
  }

private:
  const bool &is_set_;
  WorkList &waiters_;
};

} // namespace detail

/// Must outlive its waiters; belongs to one loop.
class Event {
public:
  Event() noexcept = default;
  Event(const Event &) = delete;
  Event &operator=(const Event &) = delete;

  [[nodiscard]] bool is_set() const noexcept { return is_set_; }

  /// Lets every waiter go on, in a later turn and in the order in which they came; also if clear() follows at once.
  void set() noexcept {
    is_set_ = true;
    detail::grant_all(waiters_);
  }

  /// Who calls wait() from here on waits for the next set().
  void clear() noexcept { is_set_ = false; }

  /// Waits for set(); does not suspend if the event is set. The task resumes on the loop's stack. No allocation.
  /// Throws CancelledError, and RuntimeError if no task is running.
  [[nodiscard]] detail::EventAwaiter wait() noexcept { return {is_set_, waiters_}; }

private:
  bool is_set_ = false;
  detail::WorkList waiters_;
};

} // namespace aio
