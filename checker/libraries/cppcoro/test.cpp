#include "stub.h"

#include <thread>

using cppcoro::task;
using namespace std::chrono_literals;

task<void> save(int value);
task<int> load(int id);

task<void> bad_unawaited(cppcoro::async_mutex &mutex) {
  save(1);                   // expect: unawaited-coroutine
  mutex.scoped_lock_async(); // expect: unawaited-coroutine
  co_return;
}
task<void> ok_awaited(cppcoro::async_scope &scope, std::vector<task<void>> all) {
  co_await save(1);
  scope.spawn(save(2));
  co_await cppcoro::when_all(std::move(all));
}

task<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_return;
}

task<void> bad_waits_for_ever(cppcoro::net::socket &socket, char *buffer) {
  co_await socket.recv(buffer, 8); // expect: missing-timeout
}
task<void> ok_cancellable(cppcoro::net::socket &socket, char *buffer, cppcoro::cancellation_token token) {
  co_await socket.recv(buffer, 8, token);
}

task<task<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
task<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
