// A wait for a thread's result that holds the loop: debug mode names the step, from one await to the next.
// rule: blocking-wait-on-future
#include <aio/aio.h>

#include <future>

using namespace std::chrono_literals;

static int measure() {
  std::this_thread::sleep_for(1s);
  return 7;
}

static void limit_steps() { aio::get_running_loop().set_slow_callback_duration(1s); }

static aio::Coroutine<> bad_main() {
  limit_steps();
  co_await aio::sleep(1ms);
  std::future<int> measuring = std::async(std::launch::async, measure);
  measuring.get(); // expect: blocking-wait-on-future
  co_await aio::sleep(1ms);
}

static aio::Coroutine<> ok_main() {
  limit_steps();
  co_await aio::to_thread(measure);
  co_await aio::sleep(1ms);
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
