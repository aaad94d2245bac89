#include "stub.h"

#include <thread>

using exec::task;
using namespace std::chrono_literals;

task<void> save(int value);
task<int> load(int id);

task<void> bad_unawaited() {
  save(1); // expect: unawaited-coroutine
  co_return;
}
task<void> ok_awaited(exec::async_scope &scope) {
  co_await save(1);
  scope.spawn(save(2));
  exec::start_detached(save(3));
  co_await stdexec::when_all(save(4), load(5));
}
void ok_entry_point() { stdexec::sync_wait(save(1)); }

task<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_return;
}

task<task<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
task<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
