// Closures that die before their coroutine reads what they have captured.
#include "cases.h"

aio::Coroutine<void> bad_local_closure() {
  auto work = [line = text()]() -> aio::Coroutine<std::size_t> { // expect: dangling-lambda-coroutine
    co_await rest();
    co_return count(line);
  };
  aio::create_task(work());
  co_return;
}
aio::Coroutine<void> ok_local_closure() {
  auto work = [](std::string line) -> aio::Coroutine<std::size_t> {
    co_await rest();
    co_return count(line);
  };
  aio::create_task(work(text()));
  co_return;
}

aio::Coroutine<void> bad_called_at_once() {
  auto task = [line = text()]() -> aio::Coroutine<std::size_t> { // expect: dangling-lambda-coroutine
    co_await rest();
    co_return count(line);
  }();
  co_await std::move(task);
}
aio::Coroutine<void> ok_called_at_once() {
  co_await [line = text()]() -> aio::Coroutine<std::size_t> {
    co_await rest();
    co_return count(line);
  }();
}

const std::vector<Case> cases = {CASE(bad_local_closure), CASE(ok_local_closure), CASE(bad_called_at_once),
                                 CASE(ok_called_at_once)};
