// Locks of coroutines, and what others do while they hold them.
#include <aio/aio.h>

#include <chrono>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

std::mutex slow, quick;
int value;

void holds_long() {
  std::lock_guard guard(slow);
  std::this_thread::sleep_for(1s);
  ++value;
}
void holds_shortly() {
  std::this_thread::sleep_for(1s);
  std::lock_guard guard(quick);
  ++value;
}
aio::Coroutine<int> bad_slow() {
  std::lock_guard guard(slow); // expect: blocking-lock-in-coroutine "'slow' may be held for long elsewhere"
  co_return value;
}
aio::Coroutine<int> bad_by_hand() {
  slow.lock(); // expect: blocking-lock-in-coroutine
  const int result = value;
  slow.unlock();
  co_return result;
}
aio::Coroutine<int> ok_quick() {
  std::lock_guard guard(quick);
  co_return value;
}
class Cache {
public:
  void load() {
    std::unique_lock lock(mutex);
    std::this_thread::sleep_for(1s);
  }
  void prepare() {
    std::unique_lock lock(other);
    lock.unlock();
    std::this_thread::sleep_for(1s);
  }
  aio::Coroutine<void> bad_member() {
    std::scoped_lock lock(mutex); // expect: blocking-lock-in-coroutine
    co_return;
  }
  aio::Coroutine<void> ok_member() {
    std::scoped_lock lock(other);
    co_return;
  }

private:
  std::mutex mutex, other;
};
int not_a_coroutine() {
  std::lock_guard guard(slow);
  return value;
}
