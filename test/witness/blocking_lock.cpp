// A lock that a thread holds for long: debug mode names the step of the coroutine that waits for it.
// rule: blocking-lock-in-coroutine
#include <aio/aio.h>

#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

static std::mutex mutex;
static std::atomic<bool> refreshing = false;
static int value = 0;

static void limit_steps() { aio::get_running_loop().set_slow_callback_duration(500ms); }

static void refresh() {
  const std::lock_guard guard(mutex);
  refreshing = true;
  std::this_thread::sleep_for(1s);
  ++value;
}

static void print(int value) { std::printf("%d\n", value); }

static aio::Coroutine<> bad_read() {
  limit_steps();
  co_await aio::sleep(1ms);
  {
    const std::lock_guard guard(mutex); // expect: blocking-lock-in-coroutine
    print(value);
  }
  co_await aio::sleep(1ms);
}

static aio::Coroutine<> ok_read() {
  limit_steps();
  co_await aio::to_thread([] {
    const std::lock_guard guard(mutex);
    print(value);
  });
}

int main(int count, char **) {
  std::thread thread(refresh);
  while (!refreshing)
    std::this_thread::yield();
  aio::run(count > 1 ? ok_read() : bad_read());
  thread.join();
}
