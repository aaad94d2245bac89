#include "stub.h"

#include <thread>

using folly::coro::Task;
using namespace std::chrono_literals;

Task<void> save(int value);
Task<int> load(int id);
folly::Future<int> fetch(int id);

Task<void> bad_unawaited() {
  save(1);                // expect: unawaited-coroutine
  fetch(1);               // expect: unawaited-coroutine "nobody waits for it or sees its error"
  folly::coro::sleep(1s); // expect: unawaited-coroutine
  co_return;
}
Task<void> ok_awaited(folly::coro::AsyncScope &scope, int *executor) {
  co_await save(1);
  co_await fetch(1);
  scope.add(folly::coro::co_withExecutor(executor, save(2)));
  co_await folly::coro::collectAll(save(3), save(4));
}

Task<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call "folly::coro::sleep"
  co_return;
}
Task<void> ok_sleep() { co_await folly::coro::sleep(1s); }

Task<void> bad_waits(folly::Baton &done, folly::Subprocess &child, folly::EventBase &base) {
  done.wait();                               // expect: blocking-call
  child.wait();                              // expect: blocking-call
  base.runInEventBaseThreadAndWait(nullptr); // expect: blocking-call
  co_return;
}

Task<void> ok_in_a_pool(folly::CPUThreadPoolExecutor &pool) {
  pool.add([] { std::this_thread::sleep_for(1s); });
  co_return;
}
void bad_on_the_loop(folly::EventBase &base) {
  base.runInEventBaseThread([] {
    std::this_thread::sleep_for(1s); // expect: blocking-call
  });
}
Task<void> bad_in_invoked_lambda() {
  co_await folly::coro::co_invoke([]() -> Task<void> {
    std::this_thread::sleep_for(1s); // expect: blocking-call
    co_return;
  });
}

void bad_task_to_void(folly::CPUThreadPoolExecutor &pool, folly::EventBase &base) {
  pool.add([] { return save(1); });                  // expect: coroutine-to-void-callback
  base.runInEventBaseThread([] { return save(1); }); // expect: coroutine-to-void-callback
}

Task<int> bad_waits_for_ever(folly::coro::BoundedQueue<int> &queue) {
  co_return co_await queue.dequeue(); // expect: missing-timeout
}
Task<int> ok_bounded(folly::coro::BoundedQueue<int> &queue) {
  co_return co_await folly::coro::timeout(queue.dequeue(), 5s);
}

Task<Task<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
Task<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
