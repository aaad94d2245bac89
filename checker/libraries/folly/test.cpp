#include "stub.h"

#include <string>
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

// Continuations: they run when the function that makes them has returned.
using folly::SemiFuture;

SemiFuture<int> request(int id);
SemiFuture<int> post(std::string text);
void log(const std::string &text);

void bad_dropped_chain() {
  request(1).deferValue([](int value) { return value; }); // expect: unawaited-coroutine "result of 'deferValue' is dropped"
}
SemiFuture<int> bad_local_in_continuation(std::string name) {
  return request(1).deferValue([&name](int value) { // expect: dangling-lambda-coroutine "'name', which it captures by reference, is gone"
    log(name);
    return value;
  });
}
SemiFuture<int> ok_owned_by_continuation(std::string name) {
  return request(1).deferValue([name = std::move(name)](int value) {
    log(name);
    return value;
  });
}
folly::Future<int> bad_local_on_executor(folly::Executor *executor, std::string name) {
  return request(1).via(executor).thenValue([&](int value) { // expect: dangling-lambda-coroutine
    log(name);
    return value;
  });
}
int ok_waited_for(std::string name) {
  return request(1)
      .deferValue([&name](int value) {
        log(name);
        return value;
      })
      .get();
}

SemiFuture<int> bad_second_move(std::string name) {
  auto posted = post(name).deferValue([name = std::move(name)](int value) { return value; });
  return std::move(posted).deferEnsure([name] { log(name); }); // expect: use-after-move-in-call
}
SemiFuture<int> ok_one_move(std::string name) {
  auto posted = post(name);
  return std::move(posted).deferEnsure([name = std::move(name)] { log(name); });
}

void bad_error_thrown_away(folly::Executor *executor) {
  (void)request(1).via(executor).thenValue([](int value) { return request(value); }); // expect: lost-exception
}
void ok_error_handled(folly::Executor *executor) {
  (void)request(1).via(executor).thenValue([](int value) { return request(value); }).thenError([](auto) {});
}

SemiFuture<int> bad_owned_by_continuation() {
  auto second = request(2);
  return request(1).deferValue([second = std::move(second)](int) mutable { return std::move(second); }); // expect: partial-failure-leak
}
void bad_never_looked_at(bool twice) {
  auto first = request(1); // expect: task-never-awaited
  if (twice)
    log("twice");
}
int ok_looked_at() {
  auto first = request(1);
  return std::move(first).get();
}
int bad_taken_twice() {
  auto first = request(1);
  const int value = std::move(first).get();
  return value + std::move(first).get(); // expect: double-await
}
