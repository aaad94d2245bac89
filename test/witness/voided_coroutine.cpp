// A coroutine that is thrown away on purpose, as if calling it had started it.
// rule: voided-lazy-task
#include <aio/aio.h>

static aio::Coroutine<> notify() { co_return; }

static aio::Coroutine<> bad_main() {
  (void)notify(); // expect: voided-lazy-task
  co_return;
}

static aio::Coroutine<> ok_main() { co_await aio::create_task(notify()); }

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
