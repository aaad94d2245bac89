// A task whose handle is dropped, so that nobody sees its exception.
// rule: dropped-task-handle
#include <aio/aio.h>

#include <stdexcept>

using namespace std::chrono_literals;

static aio::Coroutine<> refresh() {
  co_await aio::sleep(1ms);
  throw std::runtime_error("no connection");
}

static aio::Coroutine<> bad_main() {
  aio::create_task(refresh()); // expect: dropped-task-handle
  co_await aio::sleep(10ms);
}

static aio::Coroutine<> ok_main() {
  const aio::Task<> refreshing = aio::create_task(refresh());
  try {
    co_await refreshing;
  } catch (const std::runtime_error &) {
  }
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
