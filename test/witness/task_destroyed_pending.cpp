// A task that is left behind when a function returns early, and is still pending when the loop goes.
// rule: task-outlives-scope
#include <aio/aio.h>

using namespace std::chrono_literals;

static aio::Coroutine<> count(int &sum) {
  co_await aio::sleep(1h);
  ++sum;
}

static aio::Coroutine<int> bad_total(bool quick) {
  int sum = 0;
  auto counting = aio::create_task(count(sum)); // expect: task-outlives-scope
  if (quick)
    co_return 0;
  co_await counting;
  co_return sum;
}

static aio::Coroutine<int> ok_total(bool quick) {
  if (quick)
    co_return 0;
  int sum = 0;
  auto counting = aio::create_task(count(sum));
  co_await counting;
  co_return sum;
}

int main(int count, char **) {
  aio::EventLoop loop;
  return loop.run_until_complete(count > 1 ? ok_total(true) : bad_total(true));
}
