// 8 ways to hold a lock of the thread across a suspension, and 4 in which it is released before or is no such lock.
#include <aio/aio.h>

#include <memory>
#include <mutex>
#include <shared_mutex>

std::mutex mutex, other;
std::shared_mutex shared;
int count;
aio::Coroutine<void> save();

aio::Coroutine<void> bad_guard() {
  std::lock_guard guard(mutex);
  co_await save();
}
aio::Coroutine<void> bad_unique() {
  std::unique_lock guard(mutex);
  co_await save();
}
aio::Coroutine<void> bad_shared() {
  std::shared_lock guard(shared);
  co_await save();
}
aio::Coroutine<void> bad_scoped() {
  std::scoped_lock guard(mutex, other);
  co_await save();
}
aio::Coroutine<void> bad_deferred_then_locked() {
  std::unique_lock guard(mutex, std::defer_lock);
  guard.lock();
  co_await save();
}
aio::Coroutine<void> bad_adopted() {
  mutex.lock();
  std::lock_guard guard(mutex, std::adopt_lock);
  co_await save();
}
aio::Coroutine<void> bad_by_hand() {
  mutex.lock();
  co_await save();
  mutex.unlock();
}
aio::Coroutine<void> bad_on_the_heap() {
  auto guard = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  co_await save();
}

aio::Coroutine<void> ok_scope() {
  {
    std::lock_guard guard(mutex);
    ++count;
  }
  co_await save();
}
aio::Coroutine<void> ok_released() {
  std::unique_lock guard(mutex);
  guard.unlock();
  co_await save();
}
aio::Coroutine<void> ok_deferred() {
  std::unique_lock guard(mutex, std::defer_lock);
  co_await save();
  guard.lock();
}
aio::Coroutine<void> ok_asynchronous(aio::Lock &lock) {
  auto guard = co_await lock.lock();
  co_await save();
}
