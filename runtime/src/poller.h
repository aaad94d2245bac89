// Waiting until a descriptor can be read or written: the only thing that sockets need libuv for.
//
// The calls themselves are made directly, and before any wait: most succeed, and then no event is needed. An event
// stays armed after a wait, since the next wait for it mostly follows; it is disarmed when it comes and nobody waits.

#pragma once

#include <aio/coroutine.h>
#include <aio/detail/loop_core.h>
#include <aio/detail/waiter.h>
#include <uv.h>

namespace aio::detail {

/// Makes its descriptor non-blocking. Belongs to the loop's thread.
class Poller {
public:
  enum class Descriptor { owned, borrowed };

  /// An owned `fd` is taken over also when it throws std::system_error.
  Poller(LoopCore &loop, int fd, Descriptor kind = Descriptor::owned);
  Poller(const Poller &) = delete;
  Poller &operator=(const Poller &) = delete;
  ~Poller() { close(); }

  int fd() const noexcept { return fd_; } // -1 when it is closed.
  LoopCore &loop() const noexcept { return loop_; }

  /// Closes an owned descriptor; who waits goes on and finds it closed.
  void close() noexcept;

  /// Runs `work` when the descriptor can be read or written.
  void when(uv_poll_event event, Work &work) noexcept;

  class Awaiter final : public Waiter {
  public:
    Awaiter(Poller &poller, uv_poll_event event, const char *operation) noexcept
        : poller_(poller), event_(event), operation_(operation) {}

    bool await_ready() const noexcept { return poller_.fd_ < 0; }
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();

  private:
    Poller &poller_;
    uv_poll_event event_;
    const char *operation_;
  };

  Awaiter readable(const char *operation) noexcept { return {*this, UV_READABLE, operation}; }
  Awaiter writable(const char *operation) noexcept { return {*this, UV_WRITABLE, operation}; }

private:
  friend class Outside;

  void close_fd() noexcept;
  void happened(int events) noexcept;
  void arm(int events) noexcept;

  LoopCore &loop_;
  int fd_;
  Descriptor kind_;
  int armed_ = 0;
  uv_poll_t *handle_ = nullptr; // From the heap, since libuv keeps it for a turn after it is closed.
  WorkList reading_;
  WorkList writing_;
};

/// The same as a coroutine, which may outlive the poller.
Coroutine<> await_event(Poller &poller, uv_poll_event event, const char *operation);

} // namespace aio::detail
