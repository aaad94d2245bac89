#include <aio/barrier.h>
#include <aio/condition.h>
#include <aio/lock.h>
#include <aio/queue.h>
#include <aio/semaphore.h>

#include <stdexcept>

namespace aio {

void detail::PermitAwaiter::give_up() {
  if (granted())
    permits_.give();
  throw CancelledError();
}

void Lock::release() {
  if (!locked())
    throw RuntimeError("Lock::release: nobody holds the lock");
  permit_.give();
}

void BoundedSemaphore::release() {
  if (free() >= bound_)
    throw RuntimeError("BoundedSemaphore::release: nothing was acquired that could be released");
  Semaphore::release();
}

void Condition::check_locked(const char *operation) const {
  if (!lock_.locked())
    throw RuntimeError(std::string(operation) + ": the condition's lock is not held");
}

Coroutine<> Condition::wait() {
  check_locked("Condition::wait");
  lock_.release();
  detail::QueueAwaiter notification(waiters_, "Condition::wait");
  bool cancelled = !co_await notification;
  for (bool locked = false; !locked;) {
    try {
      co_await lock_.acquire();
      locked = true;
    } catch (const CancelledError &) {
      cancelled = true;
    }
  }
  if (!cancelled)
    co_return;
  if (notification.granted())
    notify_next();
  throw CancelledError();
}

void Condition::notify_next() noexcept {
  if (!waiters_.empty())
    static_cast<detail::Waiter &>(waiters_.front()).grant();
}

void Condition::notify(std::size_t count) {
  check_locked("Condition::notify");
  for (; count > 0 && !waiters_.empty(); --count)
    notify_next();
}

void Condition::notify_all() {
  check_locked("Condition::notify_all");
  detail::grant_all(waiters_);
}

Barrier::Barrier(std::size_t parties) : parties_(parties) {
  if (parties == 0)
    throw std::invalid_argument("Barrier: needs at least one party");
}

std::size_t Barrier::n_waiting() noexcept {
  std::size_t count = 0;
  for (detail::Work *waiter = waiters_.first(); waiter; waiter = waiters_.after(*waiter))
    ++count;
  return count;
}

void Barrier::reset() noexcept {
  broken_ = false;
  while (!waiters_.empty())
    static_cast<detail::BarrierAwaiter &>(waiters_.front()).fail();
}

void Barrier::abort() noexcept {
  reset();
  broken_ = true;
}

bool detail::BarrierAwaiter::await_ready() {
  if (barrier_.broken_)
    throw BrokenBarrierError("Barrier::wait: the barrier was aborted");
  if (barrier_.n_waiting() + 1 < barrier_.parties_)
    return false;
  while (!barrier_.waiters_.empty())
    static_cast<BarrierAwaiter &>(barrier_.waiters_.front()).pass(index_++);
  return true;
}

void detail::BarrierAwaiter::await_suspend(std::coroutine_handle<> handle) {
  wait_in(barrier_.waiters_, handle, "Barrier::wait");
}

std::size_t detail::BarrierAwaiter::await_resume() {
  if (cancelled())
    throw CancelledError();
  if (broken_)
    throw BrokenBarrierError("Barrier::wait: the barrier was reset or aborted");
  return index_;
}

void detail::BarrierAwaiter::pass(std::size_t index) noexcept {
  index_ = index;
  grant();
}

void detail::BarrierAwaiter::fail() noexcept {
  broken_ = true;
  grant();
}

void detail::throw_queue_empty() { throw QueueEmpty("Queue::get_nowait: the queue is empty"); }

void detail::throw_queue_full() { throw QueueFull("Queue::put_nowait: the queue is full"); }

void detail::throw_too_many_done() {
  throw InvalidStateError("Queue::task_done: called more often than items were put");
}

} // namespace aio
