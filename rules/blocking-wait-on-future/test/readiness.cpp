// Which waits block, and after what a future is known to be done.
#include <aio/aio.h>

#include <future>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

int compute();
aio::Coroutine<void> rest();

aio::Coroutine<int> bad_get(std::future<int> result) {
  co_await rest();
  co_return result.get(); // expect: blocking-wait-on-future "'std::future::get' waits for a future and blocks the thread"
}

aio::Coroutine<int> bad_temporary() {
  co_return std::async(compute).get(); // expect: blocking-wait-on-future
}

aio::Coroutine<int> bad_wait_then_get(std::shared_future<int> result) {
  result.wait(); // expect: blocking-wait-on-future
  co_return result.get();
}
aio::Coroutine<int> ok_asked(std::future<int> result) {
  while (result.wait_for(0s) != std::future_status::ready)
    co_await rest();
  co_return result.get();
}
aio::Coroutine<int> bad_asked_for_long(std::future<int> result) {
  while (result.wait_for(10ms) != std::future_status::ready) // expect: blocking-wait-on-future
    co_await rest();
  co_return 0;
}

aio::Coroutine<int> bad_asked_before_it_was_another(std::future<int> result) {
  if (result.wait_for(0s) == std::future_status::timeout)
    co_return 0;
  result = std::async(compute);
  co_return result.get(); // expect: blocking-wait-on-future
}

aio::Coroutine<int> ok_done_before() {
  std::promise<int> promise;
  std::future<int> result = promise.get_future();
  promise.set_value(1);
  co_return result.get();
}
aio::Coroutine<int> bad_done_by_another_thread() {
  std::promise<int> promise;
  std::future<int> result = promise.get_future();
  std::jthread worker([&promise] { promise.set_value(1); });
  co_return result.get(); // expect: blocking-wait-on-future
}

aio::Coroutine<int> bad_in_loop() {
  int sum = 0;
  std::vector<std::future<int>> results;
  for (std::future<int> &result : results)
    sum += result.get(); // expect: blocking-wait-on-future
  co_return sum;
}

struct Worker {
  std::future<int> last;
  aio::Coroutine<int> bad_member() {
    co_return last.get(); // expect: blocking-wait-on-future
  }
  aio::Coroutine<int> ok_member() {
    co_return last.wait_for(0s) == std::future_status::ready ? last.get() : 0;
  }
};

void bad_in_callback(aio::EventLoop &loop, std::shared_future<int> result) {
  loop.call_soon([result] {
    result.wait(); // expect: blocking-wait-on-future "the event loop's thread"
  });
}

aio::Coroutine<int> ok_on_another_thread(std::future<int> result) {
  int value = 0;
  std::jthread worker([&] { value = result.get(); });
  co_await rest();
  co_return value;
}

int ok_not_a_coroutine(std::future<int> result) { return result.get(); }

template <class T> aio::Coroutine<T> bad_template(std::future<T> result) {
  co_return result.get(); // expect: blocking-wait-on-future
}
aio::Coroutine<int> use() { co_return co_await bad_template(std::async(compute)); }
