// Ways to run a loop inside of a loop, and the ones that are on threads of their own.
#include <aio/aio.h>

#include <thread>

aio::Coroutine<int> load();
aio::Coroutine<void> rest();

aio::Coroutine<int> bad_run() {
  const int value = aio::run(load()); // expect: nested-event-loop "'aio::run' runs an event loop on the thread of its coroutine"
  co_return value;
}
aio::Coroutine<int> ok_awaited() {
  const int value = co_await load();
  co_return value;
}

aio::Coroutine<void> bad_loop_of_its_own() {
  aio::EventLoop loop;
  loop.run_until_complete(rest()); // expect: nested-event-loop
  co_return;
}
aio::Coroutine<void> ok_on_its_own_thread() {
  std::jthread thread([] { aio::run(rest()); });
  co_return;
}

void bad_in_callback(aio::EventLoop &loop) {
  loop.call_soon([] {
    aio::run(rest()); // expect: nested-event-loop "the event loop's thread"
  });
}

int load_now() { return aio::run(load()); }
int load_later() { return load_now() + 1; }

aio::Coroutine<int> bad_through_functions() {
  co_return load_later(); // expect: nested-event-loop "through 'load_now', which calls 'aio::run'"
}

aio::Coroutine<int> bad_in_called_lambda() {
  const auto now = [] { return aio::run(load()); };
  co_return now(); // expect: nested-event-loop
}
aio::Coroutine<void> ok_lambda_elsewhere() {
  const auto now = [] { return aio::run(load()); };
  std::jthread thread(now);
  co_return;
}

aio::Coroutine<void> ok_lends_its_thread(aio::EventLoop &loop) {
  loop.run_forever();
  co_return;
}
aio::Coroutine<void> bad_suspends_too(aio::EventLoop &loop) {
  co_await rest();
  loop.run_forever(); // expect: nested-event-loop
}

// Nobody else waits for the outer loop, but it runs.
void bad_waited_for() {
  const auto job = []() -> aio::Coroutine<void> {
    aio::run(rest()); // expect: nested-event-loop
    co_return;
  };
  aio::run(job());
}

int main() {
  aio::EventLoop loop;
  loop.run_until_complete(rest());
  return load_later();
}
