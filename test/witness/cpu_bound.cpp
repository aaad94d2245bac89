// A loop that computes for long: debug mode names the step, from one await to the next.
// rule: cpu-bound-in-coroutine
#include <aio/aio.h>

using namespace std::chrono_literals;

static volatile unsigned hash = 1;

static void limit_steps() { aio::get_running_loop().set_slow_callback_duration(500ms); }

static aio::Coroutine<> bad_main() {
  limit_steps();
  co_await aio::sleep(1ms);
  for (long i = 0; i < 2'000'000'000; ++i) // expect: cpu-bound-in-coroutine
    hash = hash * 31;
  co_await aio::sleep(1ms);
}

static aio::Coroutine<> ok_main() {
  limit_steps();
  co_await aio::to_thread([] {
    for (int i = 0; i < 1'000'000; ++i)
      hash = hash * 31;
  });
  co_await aio::sleep(1ms);
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
