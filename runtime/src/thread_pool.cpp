#include <aio/thread_pool.h>

#include <aio/detail/thread_job.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace aio {

struct detail::PoolState {
  explicit PoolState(unsigned max_threads) noexcept : max_threads(std::max(max_threads, 1u)) {}

  bool empty() const noexcept { return first == nullptr; }

  void push(ThreadJob &job) noexcept {
    (first ? last->next : first) = &job;
    last = &job;
    ++queued;
  }

  ThreadJob &pop() noexcept {
    --queued;
    return *std::exchange(first, first->next);
  }

  /// What each thread does. The number of the idle changes under the lock only.
  void work() {
    std::unique_lock lock(mutex);
    while (true) {
      ++idle;
      wake.wait(lock, [&] { return !empty() || closing; });
      --idle;
      if (empty())
        return;
      ThreadJob &job = pop();
      lock.unlock();
      job.run_on_thread();
      lock.lock();
    }
  }

  const unsigned max_threads;
  std::mutex mutex; // Guards what follows.
  std::condition_variable wake;
  ThreadJob *first = nullptr;
  ThreadJob *last = nullptr;
  unsigned queued = 0;
  unsigned idle = 0;
  bool closing = false;
  std::vector<std::thread> threads;
};

unsigned ThreadPool::default_size() noexcept { return std::min(32u, std::thread::hardware_concurrency() + 4); }

ThreadPool::ThreadPool(unsigned max_threads) : state_(new detail::PoolState(max_threads)) {}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->closing = true;
  }
  state_->wake.notify_all();
  for (std::thread &thread : state_->threads)
    thread.join();
}

void ThreadPool::submit(detail::ThreadJob &job) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->queued >= state_->idle && state_->threads.size() < state_->max_threads) {
      try {
        state_->threads.emplace_back([state = &*state_] { state->work(); });
      } catch (...) { // The threads that there are will come to it.
        if (state_->threads.empty())
          throw;
      }
    }
    state_->push(job);
  }
  state_->wake.notify_one();
}

} // namespace aio
