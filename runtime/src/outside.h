// What the loop waits for besides its own timers: libuv, and work from other threads.
//
// libuv sees two handles of ours, the limit of the current wait and the wake-up. The queue of posted work is ours too:
// libuv merges wake-ups, so what they are for must be kept apart.

#pragma once

#include "spin.h"

#include <aio/clock.h>
#include <aio/detail/work.h>
#include <uv.h>

#include <atomic>

namespace aio::detail {

class PostedWork;

/// Belongs to the loop's thread, except post().
class Outside {
public:
  /// Throws std::system_error if the system refuses, as when no descriptor is left.
  Outside();
  Outside(const Outside &) = delete;
  Outside &operator=(const Outside &) = delete;
  ~Outside();

  uv_loop_t *uv() noexcept { return &loop_; }

  /// Closes every Poller that is left: what waits for it goes on. Ends every process that we started.
  void close_handles() noexcept;

  /// Handles what has happened, without waiting.
  void poll() noexcept;

  /// Waits at most `limit`, rounded up to milliseconds, or until something happens, and handles it.
  void wait(Duration limit) noexcept;

  /// Queues `work`, and wakes the loop if it waits. Thread-safe.
  void post(PostedWork &work) noexcept;

  /// Whether something is posted in the next moment. For when a thread is about to.
  bool await_post_briefly() noexcept;

  /// Appends what was posted to `ready`, in order.
  void take_posted(WorkList &ready) noexcept;

private:
  uv_loop_t loop_;
  uv_async_t wake_;
  uv_timer_t limit_;
  std::atomic<PostedWork *> posted_ = nullptr; // The last first.
  std::atomic<unsigned> posting_ = 0;          // Calls of post() that are under way.
  std::atomic<bool> waiting_ = false;          // What is posted must wake the loop.
  Spin spin_;
};

} // namespace aio::detail
