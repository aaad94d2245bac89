// What has been entered or taken must be left when work in between fails.
#include "../../../checker/libraries/seastar/stub.h"

seastar::future<> work();

struct Service {
  seastar::gate gate;
  seastar::semaphore slots;

  seastar::future<> bad_gate() {
    gate.enter();
    co_await work(); // expect: missing-cleanup-on-error "'leave' is skipped"
    gate.leave();
  }
  seastar::future<> bad_semaphore() {
    co_await slots.wait();
    co_await work(); // expect: missing-cleanup-on-error "'signal' is skipped"
    slots.signal();
  }
  seastar::future<> ok_guard() {
    auto units = co_await seastar::hold(slots);
    co_await work();
  }
  seastar::future<> ok_tried() {
    gate.enter();
    try {
      co_await work();
    } catch (...) {
    }
    gate.leave();
  }
};
