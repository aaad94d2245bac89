// Reads before and writes after a suspension.
#include <aio/aio.h>

#include <memory>

aio::Coroutine<int> load();
int total;

aio::Coroutine<void> bad_global() {
  total = total + co_await load(); // expect: stale-state-across-suspension "'total' is read before the suspension"
}
aio::Coroutine<void> ok_await_first() {
  const int value = co_await load();
  total = total + value;
}
aio::Coroutine<void> ok_compound() { total += co_await load(); }
aio::Coroutine<void> ok_read_after() { total = co_await load() + total; }
aio::Coroutine<void> ok_local() {
  int sum = 0;
  sum = sum + co_await load();
}
aio::Coroutine<void> bad_lent_local(aio::EventLoop &loop) {
  int sum = 0;
  loop.call_soon([&sum] { ++sum; });
  sum = sum + co_await load(); // expect: stale-state-across-suspension
}
aio::Coroutine<void> bad_reference(int &sum) {
  sum = 2 * sum - co_await load(); // expect: stale-state-across-suspension
}

struct Counters {
  int hits = 0, misses = 0;
};
Counters counters;
aio::Coroutine<void> bad_member_of_global() {
  counters.hits = counters.hits + co_await load(); // expect: stale-state-across-suspension
}
aio::Coroutine<void> ok_another_member() { counters.hits = counters.misses + co_await load(); }

class Cache {
public:
  aio::Coroutine<void> bad_own() {
    hits = hits + co_await load(); // expect: stale-state-across-suspension
  }
  aio::Coroutine<int> bad_tested() {
    if (value)
      co_return *value;
    const int loaded = co_await load();
    value = std::make_shared<int>(loaded); // expect: stale-state-across-suspension "was tested before a suspension"
    co_return loaded;
  }
  aio::Coroutine<int> ok_tested_again() {
    if (value)
      co_return *value;
    const int loaded = co_await load();
    if (value)
      co_return *value;
    value = std::make_shared<int>(loaded);
    co_return loaded;
  }
  aio::Coroutine<void> bad_flag() {
    if (!connected) {
      hits += co_await load();
      connected = true; // expect: stale-state-across-suspension "'connected' was tested before a suspension"
    }
  }
  aio::Coroutine<void> ok_claimed() {
    if (busy)
      co_return;
    busy = true;
    hits += co_await load();
    busy = false;
  }

private:
  std::shared_ptr<int> value;
  bool busy = false;
  bool connected = false;
  int hits = 0;
};
