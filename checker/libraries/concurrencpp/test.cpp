#include "stub.h"

#include <thread>

using concurrencpp::lazy_result;
using concurrencpp::result;
using namespace std::chrono_literals;

result<void> start();
lazy_result<void> save(int value);

result<void> bad_unawaited() {
  save(1); // expect: unawaited-coroutine "does not run"
  start(); // expect: unawaited-coroutine "nobody waits for it or sees its error"
  co_return;
}
result<void> ok_awaited() {
  co_await save(1);
  co_await start();
  co_await save(2).run();
}

result<void> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_return;
}
result<void> ok_in_a_pool(concurrencpp::thread_pool_executor &pool) {
  pool.post([] { std::this_thread::sleep_for(1s); });
  co_return;
}
result<void> ok_on_thread_of_its_own(concurrencpp::executor_tag,
                                     std::shared_ptr<concurrencpp::thread_executor> threads) {
  std::this_thread::sleep_for(1s);
  co_return;
}
result<void> pause_on(concurrencpp::executor_tag, std::shared_ptr<concurrencpp::executor> where) {
  std::this_thread::sleep_for(1s);
  co_return;
}
result<void> ok_started_in_a_pool(std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  co_await pause_on({}, pool);
}
result<void> bad_pool_is_only_known(std::shared_ptr<concurrencpp::thread_executor> threads) {
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_return;
}
void bad_task_to_void(concurrencpp::thread_pool_executor &pool) {
  pool.post([] { return save(1); }); // expect: coroutine-to-void-callback
}

result<void> bad_waits_for_ever(concurrencpp::async_lock &lock, std::shared_ptr<concurrencpp::executor> resume) {
  co_await lock.lock(resume); // expect: missing-timeout
}

result<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
