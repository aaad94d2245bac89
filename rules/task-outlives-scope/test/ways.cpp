// Ways on which a variable dies while the work that refers to it runs on.
#include <aio/aio.h>

#include <stdexcept>
#include <string>

using namespace std::chrono_literals;

aio::Coroutine<void> use(const std::string &text);
aio::Coroutine<void> late(const std::string &text) {
  co_await aio::sleep(1s);
  co_await use(text);
}
aio::Coroutine<void> by_value(std::string text) { co_await use(text); }
aio::Coroutine<void> connect();

aio::Coroutine<void> bad_early_return(bool quick) {
  std::string text = "a";
  auto task = aio::create_task(late(text)); // expect: task-outlives-scope "leaves before"
  if (quick)
    co_return;
  co_await task;
}
aio::Coroutine<void> ok_both_ways(bool quick) {
  std::string text = "a";
  auto task = aio::create_task(late(text));
  if (quick) {
    co_await task;
    co_return;
  }
  co_await task;
}

aio::Coroutine<void> bad_throw(bool broken) {
  std::string text = "a";
  auto task = aio::create_task(late(text)); // expect: task-outlives-scope "exception"
  if (broken)
    throw std::runtime_error("broken");
  co_await task;
}
aio::Coroutine<void> ok_throw_before(bool broken) {
  std::string text = "a";
  if (broken)
    throw std::runtime_error("broken");
  auto task = aio::create_task(late(text));
  co_await task;
}

aio::Coroutine<void> bad_await_between() {
  std::string text = "a";
  auto task = aio::create_task(late(text)); // expect: task-outlives-scope "an await before that throws"
  co_await connect();
  co_await task;
}
aio::Coroutine<void> ok_caught() {
  std::string text = "a";
  auto task = aio::create_task(late(text));
  try {
    co_await connect();
  } catch (...) {
  }
  co_await task;
}

aio::Coroutine<void> bad_break() {
  for (int i = 0; i < 3; ++i) {
    std::string text = "a";
    auto task = aio::create_task(late(text)); // expect: task-outlives-scope
    if (i == 1)
      break;
    co_await task;
  }
}
aio::Coroutine<void> ok_in_loop() {
  for (int i = 0; i < 3; ++i) {
    std::string text = "a";
    auto task = aio::create_task(late(text));
    co_await task;
  }
}

aio::Coroutine<void> ok_by_value(bool quick) {
  std::string text = "a";
  auto task = aio::create_task(by_value(text));
  if (quick)
    co_return;
  co_await task;
}
aio::Coroutine<aio::Task<void>> ok_handed_on(bool quick, aio::Task<void> &kept) {
  std::string text = "a";
  auto task = aio::create_task(late(text));
  if (quick)
    kept = task; // whoever has it now may await it
  co_return task;
}
