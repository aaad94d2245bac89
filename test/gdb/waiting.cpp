// A program that stops while one of its tasks waits: what gdb's command 'aio-tasks' has to show.

#include <aio/aio.h>

#include <cstdlib>

using namespace std::chrono_literals;

static aio::Coroutine<> nap() { co_await aio::sleep(1h); }

static aio::Coroutine<> stop(bool prints) {
  const aio::Task<> napping = aio::create_task(nap(), "napping");
  co_await aio::sleep(0s); // Lets it start.
  if (prints)
    aio::print_tasks(); // Or the linker leaves it out.
  std::abort();
}

int main(int count, char **) { aio::run(stop(count > 1)); }
