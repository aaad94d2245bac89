// The standard library in coroutines: what blocks, what runs elsewhere, what throws a task away.
#include <aio/aio.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <semaphore>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

aio::Coroutine<int> load(int id);

aio::Coroutine<void> bad_sleep() {
  std::this_thread::sleep_for(100ms); // expect: blocking-call "use 'co_await aio::sleep(...)'"
  co_return;
}
aio::Coroutine<void> ok_sleep() {
  std::this_thread::sleep_for(0ms);
  co_await aio::sleep(100ms);
}
void ok_sleep_on_its_own_thread() { std::this_thread::sleep_for(100ms); }

aio::Coroutine<void> bad_waits(std::condition_variable &changed, std::mutex &mutex, std::latch &done,
                               std::counting_semaphore<> &slots, std::atomic<int> &state) {
  std::unique_lock lock(mutex, std::defer_lock);
  changed.wait(lock);                      // expect: blocking-call
  changed.wait(lock, [] { return true; }); // expect: blocking-call
  changed.wait_for(lock, 1s);              // expect: blocking-call
  done.wait();                             // expect: blocking-call
  slots.acquire();                         // expect: blocking-call
  slots.try_acquire_for(1s);               // expect: blocking-call
  state.wait(0);                           // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_tries(std::latch &done, std::counting_semaphore<> &slots) {
  while (!done.try_wait() || !slots.try_acquire())
    co_await aio::sleep(1ms);
  slots.try_acquire_for(0s);
}

aio::Coroutine<void> bad_join(std::thread worker, std::jthread other) {
  worker.join(); // expect: blocking-call
  other.join();  // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_detach(std::thread worker) {
  worker.detach();
  co_return;
}

aio::Coroutine<std::string> bad_file(std::string path) {
  std::ifstream in(path); // expect: blocking-call
  std::ofstream out;
  out.open(path);                          // expect: blocking-call
  std::filesystem::remove_all(path);       // expect: blocking-call
  if (std::filesystem::exists(path))       // expect: blocking-call
    std::filesystem::rename(path, "done"); // expect: blocking-call
  co_return "";
}
aio::Coroutine<std::string> ok_stream_in_memory(std::string text) {
  std::ifstream closed;
  std::ifstream moved(std::move(closed));
  std::istringstream in(text);
  std::string line;
  std::getline(in, line);
  int number = 0;
  in >> number;
  co_return line;
}

aio::Coroutine<std::string> bad_console() {
  std::string line;
  std::getline(std::cin, line); // expect: blocking-call
  int number = 0;
  std::cin >> number; // expect: blocking-call
  co_return line;
}

aio::Coroutine<void> ok_on_a_thread() {
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  std::jthread worker([] { std::this_thread::sleep_for(1s); });
  auto later = std::async(std::launch::async, [] { std::this_thread::sleep_for(1s); });
  worker.detach();
  co_return;
}

aio::Coroutine<void> bad_in_algorithm(std::vector<int> items) {
  std::for_each(items.begin(), items.end(), [](int) {
    std::this_thread::sleep_for(1ms); // expect: blocking-call
  });
  std::ranges::for_each(items, [](int) {
    std::this_thread::sleep_for(1ms); // expect: blocking-call
  });
  std::ranges::sort(items, [](int a, int b) {
    std::this_thread::sleep_for(1ms); // expect: blocking-call
    return a < b;
  });
  co_return;
}

void bad_task_to_void(std::vector<int> &ids) {
  std::for_each(ids.begin(), ids.end(), load);                    // expect: coroutine-to-void-callback
  std::ranges::for_each(ids, [](int id) -> aio::Coroutine<void> { // expect: coroutine-to-void-callback
    co_await load(id);
  });
  std::thread(load, 1).detach(); // expect: coroutine-to-void-callback
  std::once_flag once;
  std::call_once(once, [] { return load(1); });                         // expect: coroutine-to-void-callback
  std::function<void(int)> onMessage = [](int id) { return load(id); }; // expect: coroutine-to-void-callback
}
void ok_task_kept(std::vector<int> &ids) {
  std::vector<aio::Coroutine<int>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), load);
  std::function<aio::Coroutine<int>(int)> onMessage = load;
  auto same = std::invoke(load, 1);
  all.push_back(std::move(same));
}

// Futures: what runs for them goes on when they are returned, and gives its result once.
std::size_t length(const std::string &text);

std::future<std::size_t> bad_local_in_thread(std::string name) {
  return std::async(std::launch::async, [&name] { return length(name); }); // expect: dangling-lambda-coroutine
}
std::future<std::size_t> ok_owned_by_thread(std::string name) {
  return std::async(std::launch::async, [name] { return length(name); });
}
std::size_t ok_waited_for(std::string name) {
  auto later = std::async(std::launch::async, [&name] { return length(name); });
  return later.get();
}
int bad_taken_twice(std::future<int> result) {
  const int first = result.get();
  return first + result.get(); // expect: double-await
}
int ok_shared(std::shared_future<int> result) {
  const int first = result.get();
  return first + result.get();
}
