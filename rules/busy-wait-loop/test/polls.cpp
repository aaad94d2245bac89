// Loops that wait for something in the program, and loops that look at the outside.
#include <aio/aio.h>

#include <atomic>
#include <future>
#include <memory>
#include <vector>

using namespace std::chrono_literals;

void report();
bool look_outside();
aio::Coroutine<bool> ask();
bool done;
std::atomic<int> left;
std::vector<int> queue;

aio::Coroutine<void> bad_flag() {
  while (!done) // expect: busy-wait-loop "only to look at 'done'"
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> bad_atomic() {
  while (left.load() > 0) { // expect: busy-wait-loop
    co_await aio::sleep(1ms);
  }
}
aio::Coroutine<void> bad_atomic_operator() {
  do { // expect: busy-wait-loop
    co_await aio::sleep(0s);
  } while (left > 0);
}
aio::Coroutine<void> bad_break() {
  for (;;) { // expect: busy-wait-loop
    if (done)
      break;
    co_await aio::sleep(1ms);
  }
}
aio::Coroutine<void> bad_container() {
  while (queue.empty()) // expect: busy-wait-loop
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> bad_reference(const bool &stopped, const int &count) {
  while (!stopped && count < 3) // expect: busy-wait-loop
    co_await aio::sleep(1ms);
}

class Server {
public:
  bool is_up() const { return up; }
  aio::Coroutine<void> bad_member() {
    while (!up) // expect: busy-wait-loop
      co_await aio::sleep(1ms);
  }
  aio::Coroutine<void> bad_getter() {
    while (!is_up()) // expect: busy-wait-loop
      co_await aio::sleep(1ms);
  }

private:
  bool up = false;
};
Server server;
aio::Coroutine<void> bad_getter_of_another() {
  while (!server.is_up()) // expect: busy-wait-loop
    co_await aio::sleep(1ms);
}

aio::Coroutine<void> ok_works() {
  while (!done) {
    co_await aio::sleep(1s);
    report();
  }
}
aio::Coroutine<void> ok_looks_outside() {
  while (!look_outside())
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> ok_asks() {
  while (!co_await ask())
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> ok_future(std::future<int> &result) {
  while (result.wait_for(0s) != std::future_status::ready)
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> ok_for_ever() {
  while (true)
    co_await aio::sleep(1h);
}
aio::Coroutine<void> ok_counts() {
  for (int i = 0; i < 3; ++i)
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> ok_deadline(std::chrono::steady_clock::time_point end) {
  while (!done && std::chrono::steady_clock::now() < end)
    co_await aio::sleep(1ms);
}
aio::Coroutine<void> ok_event(aio::Future<void> event) { co_await event; }

struct Timer {
  void expires_after(std::chrono::milliseconds length);
  aio::Sleep wait(std::chrono::milliseconds length);
};
aio::Coroutine<void> bad_timer(Timer &timer) {
  while (!done) { // expect: busy-wait-loop "'done'"
    timer.expires_after(1ms);
    co_await timer.wait(1ms);
  }
}
