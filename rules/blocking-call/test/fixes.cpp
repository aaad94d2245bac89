// The safe fix awaits the timer of the coroutine's own library and adds its header.
#include <aio/coroutine.h>
#include <chrono>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

aio::Coroutine<void> bad_fixable(std::chrono::milliseconds pause) {
  std::this_thread::sleep_for(pause * 2); // expect: blocking-call
  usleep(100); // expect: blocking-call
  co_return;
}
