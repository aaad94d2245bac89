// Threads for what blocks: the executor of to_thread and of EventLoop::run_in_executor.
//
// Most programs use the loop's own pool and never name one. Give work that can take all threads, such as a slow
// database, a pool of its own, so that the rest does not wait behind it.

#pragma once

#include <aio/detail/owned.h>

namespace aio {

namespace detail {
class ThreadJob;
struct PoolState;
} // namespace detail

/// Starts threads as they are needed, and never more than its limit; further work waits in a queue, first in, first
/// out. Any thread may submit work, by a loop of its own. Must outlive what was submitted.
class ThreadPool {
public:
  /// As asyncio: the number of processors plus four, 32 at most.
  static unsigned default_size() noexcept;

  explicit ThreadPool(unsigned max_threads = default_size());
  ThreadPool(const ThreadPool &) = delete;
  ThreadPool &operator=(const ThreadPool &) = delete;

  /// Waits until the queue is empty and every thread has ended.
  ~ThreadPool();

  /// Queues `job`, which goes back to its loop when it has run. Throws std::system_error if no thread can be started.
  void submit(detail::ThreadJob &job);

private:
  detail::Owned<detail::PoolState> state_;
};

} // namespace aio
