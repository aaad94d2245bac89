// A coroutine that is awaited again after it has ended.
// rule: double-await
#include <aio/aio.h>

#include <cstdio>

static aio::Coroutine<int> load() { co_return 42; }

static aio::Coroutine<int> bad_main() {
  aio::Coroutine<int> once = load();
  const int first = co_await std::move(once);
  co_return first + co_await std::move(once); // expect: double-await
}

static aio::Coroutine<int> ok_main() {
  const int first = co_await load();
  co_return first + co_await load();
}

int main(int count, char **) {
  try {
    aio::run(count > 1 ? ok_main() : bad_main());
  } catch (const aio::InvalidStateError &error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}
