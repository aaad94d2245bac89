// Tasks that are dropped where they are started, of coroutines that throw.
#include <aio/aio.h>

#include <stdexcept>

using namespace std::chrono_literals;

aio::Coroutine<void> elsewhere();
aio::Coroutine<void> check(int peer) {
  co_await aio::sleep(1s);
  if (peer == 0)
    throw std::runtime_error("no peer");
}
aio::Coroutine<void> check_all() { co_await check(1); }
aio::Coroutine<void> careful() {
  try {
    co_await check(1);
  } catch (const std::exception &) {
    co_return;
  }
}

void bad_dropped() {
  aio::create_task(check(0)); // expect: lost-exception "nobody who waits for 'check' sees what it throws"
}
void bad_through_await(aio::EventLoop &loop) {
  loop.create_task(check_all()); // expect: lost-exception
}
void ok_handled() { aio::create_task(careful()); }
void ok_not_shown() { aio::create_task(elsewhere()); } // dropped-task-handle's
aio::Coroutine<void> ok_awaited() {
  auto task = aio::create_task(check(0));
  co_await task;
}
aio::Coroutine<void> ok_group(aio::TaskGroup &group) {
  group.create_task(check(0));
  co_return;
}
