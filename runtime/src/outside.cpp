#include "child.h"
#include "outside.h"
#include "poller.h"
#include "system_call.h"

#include <aio/detail/callback.h>

#include <algorithm>
#include <thread>

namespace aio::detail {

Outside::Outside() {
  check(uv_loop_init(&loop_), "uv_loop_init");
  if (const int result = uv_async_init(&loop_, &wake_, nullptr); result < 0) {
    uv_loop_close(&loop_);
    check(result, "uv_async_init");
  }
  uv_timer_init(&loop_, &limit_); // Cannot fail.
}

void Outside::close_handles() noexcept {
  const auto close = [](uv_handle_t *handle, void *) {
    if (uv_is_closing(handle))
      return;
    if (handle->type == UV_POLL)
      static_cast<Poller *>(handle->data)->close();
    else if (handle->type == UV_PROCESS)
      Child::abandon(*reinterpret_cast<uv_process_t *>(handle));
  };
  uv_walk(&loop_, close, nullptr);
}

Outside::~Outside() {
  while (posting_.load() > 0) // The last work that a pool gave back; its thread is about to return from post().
    std::this_thread::yield();
  uv_close(reinterpret_cast<uv_handle_t *>(&wake_), nullptr);
  uv_close(reinterpret_cast<uv_handle_t *>(&limit_), nullptr);
  uv_run(&loop_, UV_RUN_DEFAULT);
  uv_loop_close(&loop_);
}

void Outside::poll() noexcept { uv_run(&loop_, UV_RUN_NOWAIT); }

void Outside::wait(Duration limit) noexcept {
  const bool limited = limit != Duration::max();
  if (limited) {
    // Rounded up, or the loop would spin through the last millisecond.
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(limit);
    uv_update_time(&loop_);
    // Before libuv 1.45 uv_run runs the timers before it waits: if this thread was held up for so long that the limit
    // has passed by then, it would wait without one.
    uv_timer_start(
        &limit_, [](uv_timer_t *limit) { uv_stop(limit->loop); }, static_cast<std::uint64_t>(milliseconds.count()), 0);
  }
  // The loop sees what is posted before, and who posts after sees that the loop waits.
  waiting_.store(true);
  uv_run(&loop_, posted_.load() ? UV_RUN_NOWAIT : UV_RUN_ONCE);
  waiting_.store(false, std::memory_order_relaxed);
  if (limited)
    uv_timer_stop(&limit_);
}

void Outside::post(PostedWork &work) noexcept {
  ++posting_;
  PostedWork *last = posted_.load(std::memory_order_relaxed);
  do
    work.next_posted = last;
  while (!posted_.compare_exchange_weak(last, &work));
  if (waiting_.exchange(false)) {
    // Before libuv 1.53 uv_async_send may read its own flag early, so the fence keeps it behind the exchange.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    uv_async_send(&wake_);
  }
  --posting_;
}

bool Outside::await_post_briefly() noexcept {
  return spin_.until([this] { return posted_.load(std::memory_order_relaxed) != nullptr; });
}

void Outside::take_posted(WorkList &ready) noexcept {
  if (posted_.load(std::memory_order_relaxed) == nullptr)
    return;
  PostedWork *last = posted_.exchange(nullptr);
  PostedWork *first = nullptr;
  while (last)
    first = std::exchange(last, std::exchange(last->next_posted, first));
  for (; first; first = first->next_posted)
    ready.push_back(*first);
}

} // namespace aio::detail
