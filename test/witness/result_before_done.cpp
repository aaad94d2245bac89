// A result that is read before the task can have run.
// rule: future-result-before-done
#include <aio/aio.h>

#include <cstdio>

static aio::Coroutine<int> load() { co_return 42; }

static aio::Coroutine<int> bad_main() {
  const aio::Task<int> task = aio::create_task(load());
  co_return task.result(); // expect: future-result-before-done
}

static aio::Coroutine<int> ok_main() {
  const aio::Task<int> task = aio::create_task(load());
  co_return co_await task;
}

int main(int count, char **) {
  try {
    aio::run(count > 1 ? ok_main() : bad_main());
  } catch (const aio::InvalidStateError &error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}
