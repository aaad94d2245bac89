#include "seastar/stub.h"

using namespace std::chrono_literals;
using seastar::future;

future<int> connect();
future<int> poll(int);
void log(std::exception_ptr);

void bad_chain() {
  (void)connect().then([](int peer) { return poll(peer); }); // expect: lost-exception
}
void ok_handled() {
  (void)connect().then([](int peer) { return poll(peer); }).handle_exception([](std::exception_ptr error) {
    log(error);
    return 0;
  });
}
void bad_finally(int &running) {
  (void)connect().finally([&running] { --running; }); // expect: lost-exception
}
void bad_gate(seastar::gate &gate) {
  (void)seastar::try_with_gate(gate, [] { return connect().then([](int peer) { return poll(peer); }); }); // expect: lost-exception
}
void ok_gate(seastar::gate &gate) {
  (void)seastar::try_with_gate(gate, [] { return connect().handle_exception([](std::exception_ptr) { return 0; }); });
}
void ok_coroutine_handles(seastar::gate &gate) {
  (void)seastar::try_with_gate(gate, []() -> future<int> {
    try {
      co_return co_await connect();
    } catch (...) {
      co_return 0;
    }
  });
}

future<int> bad_loop(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
    try {
      co_await connect();
    } catch (...) {
    }
    co_await seastar::sleep_abortable(1s, stop); // expect: lost-exception
  }
  co_return 0;
}
future<int> ok_loop(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
    try {
      co_await connect();
      co_await seastar::sleep_abortable(1s, stop);
    } catch (...) {
    }
  }
  co_return 0;
}
future<int> ok_plain_sleep(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
    try {
      co_await connect();
    } catch (...) {
    }
    co_await seastar::sleep(1s);
  }
  co_return 0;
}
