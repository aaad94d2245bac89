// A loop that waits for another thread and lets nobody run: debug mode names the step, from one await to the next.
// rule: unyielding-loop
#include <aio/aio.h>

#include <atomic>
#include <thread>

using namespace std::chrono_literals;

static std::atomic<bool> stopped = false;

static void limit_steps() { aio::get_running_loop().set_slow_callback_duration(500ms); }

static aio::Coroutine<> bad_wait() {
  limit_steps();
  co_await aio::sleep(1ms);
  while (!stopped) { // expect: unyielding-loop
  }
  co_await aio::sleep(1ms);
}

static aio::Coroutine<> ok_wait(aio::Future<void> done) {
  limit_steps();
  co_await done;
}

static aio::Coroutine<> ok_main() {
  aio::EventLoop &loop = aio::get_running_loop();
  const aio::Future<void> done = loop.create_future<void>();
  std::thread thread([&loop, done] {
    std::this_thread::sleep_for(1s);
    loop.call_soon_threadsafe([done] { done.set_result(); });
  });
  co_await ok_wait(done);
  thread.join();
}

static void stop_later() {
  std::this_thread::sleep_for(1s);
  stopped = true;
}

int main(int count, char **) {
  std::thread thread(stop_later);
  aio::run(count > 1 ? ok_main() : bad_wait());
  thread.join();
}
