// A coroutine that is called and thrown away.
// rule: unawaited-coroutine
#include <aio/aio.h>

static aio::Coroutine<> save() { co_return; }

static aio::Coroutine<> bad_main() {
  save(); // expect: unawaited-coroutine
  co_return;
}

static aio::Coroutine<> ok_main() { co_await save(); }

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
