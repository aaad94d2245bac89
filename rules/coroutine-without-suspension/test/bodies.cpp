// Coroutines that await nothing.
#include <aio/aio.h>

#include <stdexcept>
#include <vector>

int compute();
int quick() noexcept;
aio::Coroutine<void> rest();

namespace {
aio::Coroutine<int> bad_constant() { // expect: coroutine-without-suspension "'bad_constant' never suspends"
  co_return 42;
}
aio::Coroutine<int> bad_quick() { // expect: coroutine-without-suspension
  co_return quick();
}
aio::Coroutine<int> ok_may_throw() { co_return compute(); }
aio::Coroutine<int> ok_throws(bool fails) {
  if (fails)
    throw std::runtime_error("failed");
  co_return 1;
}
aio::Coroutine<int> ok_suspends() {
  co_await rest();
  co_return 1;
}
aio::Coroutine<int> ok_spawned() { co_return 1; }
aio::Coroutine<int> ok_unused() { co_return 1; }
} // namespace

aio::Coroutine<int> ok_visible() { co_return 1; }

aio::Coroutine<int> use() {
  auto task = aio::create_task(ok_spawned());
  co_return co_await bad_constant() + co_await bad_quick() + co_await ok_may_throw() + co_await ok_throws(false) +
      co_await ok_suspends() + co_await ok_visible() + co_await task;
}
