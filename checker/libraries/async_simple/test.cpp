#include "stub.h"

#include <thread>

using async_simple::coro::Lazy;
using namespace std::chrono_literals;

Lazy<void> save(int value);
Lazy<int> load(int id);
async_simple::Future<int> fetch(int id);

Lazy<void> bad_unawaited() {
  save(1);  // expect: unawaited-coroutine
  fetch(1); // expect: unawaited-coroutine
  co_return;
}
Lazy<void> ok_awaited() {
  co_await save(1);
  co_await fetch(1);
  save(2).start([](auto &&) {});
  co_await async_simple::coro::collectAll(save(3), save(4));
}

Lazy<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call "async_simple::coro::sleep"
  co_return;
}
Lazy<void> ok_sleep() { co_await async_simple::coro::sleep(1s); }

Lazy<void> bad_waits_for_ever(async_simple::coro::Mutex &mutex) {
  auto lock = co_await mutex.coScopedLock(); // expect: missing-timeout
}

Lazy<Lazy<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
Lazy<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}

// The library's timer itself, which cannot be told to await itself.
Lazy<void> async_simple::coro::sleep(std::chrono::milliseconds length) {
  std::this_thread::sleep_for(length);
  co_return;
}
