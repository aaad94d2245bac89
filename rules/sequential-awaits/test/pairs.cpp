// Awaits in a row.
#include <aio/aio.h>

using namespace std::chrono_literals;

int shared;
aio::Coroutine<int> load(int id) {
  co_await aio::sleep(1ms);
  co_return id + 1;
}
aio::Coroutine<int> count() {
  co_await aio::sleep(1ms);
  co_return ++shared;
}
aio::Coroutine<int> remote(int id);
aio::Coroutine<int> at_once(int id) { co_return id; }

aio::Coroutine<int> bad_independent() {
  int a = co_await load(1);
  int b = co_await load(2); // expect: sequential-awaits "'load' waits until 'load' has ended"
  co_return a + b;
}
aio::Coroutine<int> ok_dependent() {
  int a = co_await load(1);
  int b = co_await load(a);
  co_return a + b;
}
aio::Coroutine<int> ok_gathered() {
  auto [a, b] = co_await aio::gather(load(1), load(2));
  co_return a + b;
}
aio::Coroutine<int> ok_shared_state() {
  int a = co_await count();
  int b = co_await count();
  co_return a + b;
}
aio::Coroutine<int> ok_unknown() {
  int a = co_await remote(1);
  int b = co_await remote(2);
  co_return a + b;
}
aio::Coroutine<int> ok_nothing_to_wait_for() {
  int a = co_await at_once(1);
  int b = co_await at_once(2);
  co_return a + b;
}
