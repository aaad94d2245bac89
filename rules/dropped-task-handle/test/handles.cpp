// Tasks in the background and who holds them.
#include <aio/aio.h>

#include <vector>

aio::Coroutine<void> refresh();
aio::Coroutine<void> careful() {
  try {
    co_await refresh();
  } catch (const std::exception &) {
    co_return;
  }
}

aio::Coroutine<void> bad_statement(bool twice) {
  aio::create_task(refresh()); // expect: dropped-task-handle "nobody can cancel it"
  if (twice)
    aio::create_task(refresh()); // expect: dropped-task-handle
  co_return;
}
aio::Coroutine<void> ok_awaited() { co_await aio::create_task(refresh()); }
aio::Coroutine<void> ok_kept(std::vector<aio::Task<void>> &tasks) {
  tasks.push_back(aio::create_task(refresh()));
  co_return;
}
aio::Coroutine<void> ok_handles_its_errors() {
  aio::create_task(careful());
  co_return;
}
aio::Task<void> ok_returned() { return aio::create_task(refresh()); }

void bad_of_loop(aio::EventLoop &loop) {
  loop.create_task(refresh()); // expect: dropped-task-handle
}
aio::Coroutine<void> ok_of_group(aio::TaskGroup &group) {
  group.create_task(refresh());
  co_return;
}
aio::Coroutine<void> ok_of_loop(aio::EventLoop &loop) { co_await loop.create_task(refresh()); }

void bad_plain_function() {
  aio::create_task(refresh()); // expect: dropped-task-handle
}
