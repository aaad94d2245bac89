// When a result is asked for.
#include <aio/aio.h>

aio::Coroutine<int> load();
aio::Coroutine<void> rest();
void give(aio::Future<int> future);

aio::Coroutine<int> bad_task() {
  auto task = aio::create_task(load());
  const int value = task.result(); // expect: future-result-before-done "'task' is asked for its result"
  co_await rest();
  co_return value;
}
aio::Coroutine<int> bad_future() {
  auto future = aio::get_running_loop().create_future<int>();
  co_return future.result(); // expect: future-result-before-done
}
aio::Coroutine<int> ok_awaited() {
  auto task = aio::create_task(load());
  co_return co_await task;
}
aio::Coroutine<int> ok_after_another_await() {
  auto task = aio::create_task(load());
  co_await rest();
  co_return task.result();
}
aio::Coroutine<int> ok_asked() {
  auto task = aio::create_task(load());
  co_return task.done() ? task.result() : 0;
}
aio::Coroutine<int> ok_set() {
  auto future = aio::get_running_loop().create_future<int>();
  future.set_result(1);
  co_return future.result();
}
aio::Coroutine<int> ok_given_away() {
  auto future = aio::get_running_loop().create_future<int>();
  give(future);
  co_return future.result();
}
aio::Coroutine<int> ok_not_made_here(aio::Future<int> future) { co_return future.result(); }
