// A call of a function that blocks: debug mode names the step, from one await to the next.
// rule: transitive-blocking-call
#include <aio/aio.h>

#include <thread>

using namespace std::chrono_literals;

static void back_off() { std::this_thread::sleep_for(1s); }

static void limit_steps() { aio::get_running_loop().set_slow_callback_duration(1s); }

static aio::Coroutine<> bad_main() {
  limit_steps();
  co_await aio::sleep(1ms);
  back_off(); // expect: transitive-blocking-call
  co_await aio::sleep(1ms);
}

static aio::Coroutine<> ok_main() {
  limit_steps();
  co_await aio::to_thread(back_off);
  co_await aio::sleep(1ms);
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
