#include "stub.h"

#include <thread>

using namespace std::chrono_literals;

coro::task<void> save(int value);
coro::task<int> load(int id);

coro::task<void> bad_unawaited(coro::scheduler &scheduler) {
  save(1);                   // expect: unawaited-coroutine
  scheduler.yield_for(10ms); // expect: unawaited-coroutine
  co_return;
}
coro::task<void> ok_awaited(coro::scheduler &scheduler, coro::thread_pool &pool) {
  co_await save(1);
  pool.spawn_detached(save(2));
  co_await coro::when_all(save(3), save(4));
  co_await scheduler.yield_for(10ms);
}

coro::task<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_return;
}

coro::task<void> bad_waits_for_ever(coro::net::tcp::client &client, coro::queue<int> &queue, char *buffer) {
  co_await client.connect();         // expect: missing-timeout
  co_await client.read_some(buffer); // expect: missing-timeout
  co_await queue.pop();              // expect: missing-timeout
}
coro::task<void> ok_bounded(coro::net::tcp::client &client, coro::queue<int> &queue, coro::scheduler &scheduler,
                            char *buffer) {
  co_await client.connect(5s);
  co_await client.read_some(buffer, 5s);
  co_await scheduler.schedule(queue.pop(), 5s);
}

coro::task<coro::task<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
coro::task<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
