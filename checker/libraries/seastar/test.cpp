#include "stub.h"

#include <thread>
#include <vector>

using seastar::future;
using namespace std::chrono_literals;

future<> save(int value);
future<int> load(int id);

future<> bad_dropped() {
  save(1);              // expect: unawaited-coroutine "nobody waits for it or sees its error"
  seastar::sleep(10ms); // expect: unawaited-coroutine
  co_return;
}
future<> ok_awaited() {
  co_await save(1);
  co_await seastar::when_all_succeed(load(2), load(3));
  (void)save(4).handle_exception([](std::exception_ptr) {}); // eager: it runs, and its error is seen to
}

future<> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call "seastar::sleep"
  co_return;
}
future<> ok_sleep() { co_await seastar::sleep(1s); }

future<> bad_in_functors(std::vector<int> &items) {
  co_await load(1).then([](int) {
    std::this_thread::sleep_for(1s); // expect: blocking-call
  });
  co_await seastar::smp::submit_to(1, [] {
    std::this_thread::sleep_for(1s); // expect: blocking-call
  });
  co_await seastar::do_for_each(items, [](int) {
    std::this_thread::sleep_for(1s); // expect: blocking-call
  });
}

void bad_timer() {
  seastar::timer<seastar::lowres_clock> daily([] { return save(1); }); // expect: coroutine-to-void-callback
}
void ok_timer() {
  seastar::timer<seastar::lowres_clock> daily([] { (void)save(1).handle_exception([](std::exception_ptr) {}); });
}

future<> bad_waits_for_ever(seastar::server_socket &server) {
  co_await server.accept();               // expect: missing-timeout
}
future<> ok_bounded(seastar::server_socket &server) {
  co_await seastar::with_timeout(seastar::lowres_clock::now() + 5s, server.accept());
}

future<future<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}

bool next(int &value);
future<> bad_endless() {
  int value = 0;
  while (true) { // expect: unyielding-loop
    if (next(value))
      std::this_thread::yield();
  }
  co_await save(value);
}
future<> ok_yields() {
  int value = 0;
  while (true) {
    if (next(value))
      co_await seastar::coroutine::maybe_yield();
  }
}

// Futures that both run, awaited one right after the other.
void log();
future<> bad_adjacent_awaits() {
  auto first = save(1);
  auto second = save(2);
  co_await std::move(first); // expect: partial-failure-leak "'second' is lost"
  co_await std::move(second);
}
future<> bad_awaits_with_work_between() {
  auto first = save(1);
  auto second = save(2);
  co_await std::move(first); // expect: partial-failure-leak
  log();
  co_await std::move(second);
}
future<> bad_awaits_with_result() {
  auto first = load(1);
  auto second = save(2);
  const int value = co_await std::move(first); // expect: partial-failure-leak
  co_await std::move(second);
  co_await save(value);
}
future<> ok_awaited_together() {
  auto first = save(1);
  auto second = save(2);
  co_await seastar::when_all_succeed(std::move(first), std::move(second));
}
