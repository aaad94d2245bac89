// Long work under a lock without a guard.
#include <aio/aio.h>

#include <chrono>
#include <mutex>
#include <thread>

std::mutex mutex;
int count;

void works() {
  mutex.lock();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  mutex.unlock();
}
aio::Coroutine<void> counts() {
  std::lock_guard guard(mutex); // miss: blocking-lock-in-coroutine long work counts only under a guard
  ++count;
  co_return;
}
