// A coroutine that is kept in a variable and never awaited.
// rule: task-never-awaited
#include <aio/aio.h>

static aio::Coroutine<> save() { co_return; }

static aio::Coroutine<> bad_main() {
  auto saved = save(); // expect: task-never-awaited
  co_await aio::sleep(aio::Duration(0));
}

static aio::Coroutine<> ok_main() {
  auto saved = save();
  co_await aio::sleep(aio::Duration(0));
  co_await std::move(saved);
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
