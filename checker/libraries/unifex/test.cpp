#include "stub.h"

#include <thread>

using unifex::task;
using namespace std::chrono_literals;

task<void> save(int value);

task<void> bad_unawaited() {
  save(1); // expect: unawaited-coroutine
  co_return;
}
task<void> ok_awaited(unifex::async_scope &scope) {
  co_await save(1);
  scope.spawn(save(2));
}
void ok_entry_point() { unifex::sync_wait(save(1)); }

task<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_return;
}
task<void> bad_waits_for_ever(unifex::async_mutex &mutex) {
  co_await mutex.async_lock(); // expect: missing-timeout
}
task<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
