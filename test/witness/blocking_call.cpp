// A call that holds the loop's thread: debug mode names the step, from one await to the next.
// rule: blocking-call
#include <aio/aio.h>

#include <thread>

using namespace std::chrono_literals;

static void limit_steps() { aio::get_running_loop().set_slow_callback_duration(1s); }

static aio::Coroutine<> bad_main() {
  limit_steps();
  co_await aio::sleep(1ms);
  std::this_thread::sleep_for(1s); // expect: blocking-call
  co_await aio::sleep(1ms);
}

static aio::Coroutine<> ok_main() {
  limit_steps();
  co_await aio::to_thread([] { std::this_thread::sleep_for(1ms); });
  co_await aio::sleep(1ms);
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
