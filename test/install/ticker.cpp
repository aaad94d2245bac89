// Three ticks, and one mistake for the installed checker to find.
#include <aio/aio.h>

#include <cstdio>

using namespace std::chrono_literals;

static aio::Coroutine<int> tick(int count) {
  co_await aio::sleep(1ms);
  co_return count + 1;
}

static aio::Coroutine<> threeTicks() {
  int count = 0;
  while (count < 3)
    count = co_await tick(count);
  tick(count); // never awaited
  std::printf("%d ticks\n", count);
}

int main() { aio::run(threeTicks()); }
