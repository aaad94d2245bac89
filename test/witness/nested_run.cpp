// A loop that is run inside of a running one.
// rule: nested-event-loop
#include <aio/aio.h>

#include <cstdio>

static aio::Coroutine<int> load() { co_return 42; }

static aio::Coroutine<int> bad_main() {
  co_return aio::run(load()); // expect: nested-event-loop
}

static aio::Coroutine<int> ok_main() { co_return co_await load(); }

int main(int count, char **) {
  try {
    aio::run(count > 1 ? ok_main() : bad_main());
  } catch (const aio::RuntimeError &error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}
