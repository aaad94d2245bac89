// Where a blocking call stands decides whether it blocks a loop.
#include <aio/aio.h>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

void ok_ordinary_function() { std::this_thread::sleep_for(5ms); }

aio::Coroutine<void> bad_in_coroutine(std::vector<int> ids) {
  std::this_thread::sleep_for(5ms); // expect: blocking-call "use 'co_await aio::sleep(...)'"
  [] { std::this_thread::sleep_for(5ms); }(); // expect: blocking-call
  std::for_each(ids.begin(), ids.end(), [](int) { std::this_thread::sleep_for(5ms); }); // expect: blocking-call
  auto again = []() -> aio::Coroutine<void> {
    std::this_thread::sleep_for(5ms); // expect: blocking-call
    co_return;
  };
  co_await again();
}

struct Service {
  std::mutex mutex;
  std::condition_variable changed;
  std::thread worker;

  aio::Coroutine<void> bad_waits() {
    std::unique_lock lock(mutex);
    changed.wait(lock); // expect: blocking-call "waits for another thread"
    worker.join(); // expect: blocking-call
    co_return;
  }
};

aio::Coroutine<void> ok_elsewhere(std::vector<std::thread> &threads) {
  std::thread([] { std::this_thread::sleep_for(5ms); }).detach();
  threads.emplace_back([] { std::this_thread::sleep_for(5ms); });
  auto result = std::async(std::launch::async, [] { std::this_thread::sleep_for(5ms); });
  co_return;
}

aio::Coroutine<void> ok_asynchronous() { co_await aio::sleep(5ms); }

template <class F> void somewhere(F) {}
aio::Coroutine<void> ok_unknown_callee() {
  somewhere([] { std::this_thread::sleep_for(5ms); });
  co_return;
}
