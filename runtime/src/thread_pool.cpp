#include <aio/thread_pool.h>

#include "spin.h"

#include <aio/detail/thread_job.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace aio {

namespace {

struct Worker {
  std::atomic<detail::ThreadJob *> job = nullptr; // What it does next. Set under the pool's mutex.
  std::condition_variable wake;
  Worker *below = nullptr; // In the stack of those that rest.
  std::thread thread;
};

} // namespace

/// A job goes to the thread that rested last, whose caches are warm, and without a queue in between.
struct detail::PoolState {
  explicit PoolState(unsigned max_threads) noexcept : max_threads(std::max(max_threads, 1u)) {}

  void work(Worker &self) {
    Spin spin;
    while (ThreadJob *const job = receive(self, spin)) {
      job->run_on_thread();
      assign_next(self); // First, so that what the loop submits on hearing of this job finds this thread.
      job->go_back();
    }
  }

  /// Null when the pool closes.
  ThreadJob *receive(Worker &self, Spin &spin) {
    spin.until([&] { return self.job.load(std::memory_order_relaxed) != nullptr; });
    std::unique_lock lock(mutex);
    self.wake.wait(lock, [&] { return self.job || closing; });
    return self.job.exchange(nullptr, std::memory_order_relaxed);
  }

  void assign_next(Worker &self) {
    const std::lock_guard lock(mutex);
    if (first)
      self.job = std::exchange(first, first->next);
    else
      self.below = std::exchange(resting, &self);
  }

  void submit(ThreadJob &job) {
    Worker *worker = nullptr;
    {
      const std::lock_guard lock(mutex);
      worker = resting ? std::exchange(resting, resting->below) : start_worker();
      if (worker)
        worker->job = &job;
      else
        (first ? last->next : first) = &job, last = &job;
    }
    if (worker)
      worker->wake.notify_one();
  }

  /// Null if there are enough, or if the system gives no more: those that there are will come to the job.
  Worker *start_worker() {
    if (workers.size() == max_threads)
      return nullptr;
    Worker &worker = workers.emplace_back();
    try {
      worker.thread = std::thread([this, &worker] { work(worker); });
    } catch (...) {
      workers.pop_back();
      if (workers.empty())
        throw;
      return nullptr;
    }
    return &worker;
  }

  void close() {
    {
      const std::lock_guard lock(mutex);
      closing = true;
    }
    for (Worker &worker : workers)
      worker.wake.notify_one();
    for (Worker &worker : workers)
      worker.thread.join();
  }

  const unsigned max_threads;
  std::mutex mutex; // Guards what follows.
  ThreadJob *first = nullptr;
  ThreadJob *last = nullptr;
  Worker *resting = nullptr;
  bool closing = false;
  std::deque<Worker> workers;
};

unsigned ThreadPool::default_size() noexcept { return std::min(32u, std::thread::hardware_concurrency() + 4); }

ThreadPool::ThreadPool(unsigned max_threads) : state_(new detail::PoolState(max_threads)) {}

ThreadPool::~ThreadPool() { state_->close(); }

void ThreadPool::submit(detail::ThreadJob &job) { state_->submit(job); }

} // namespace aio
