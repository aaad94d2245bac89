// A future of a guard, with the attribute that people give guards.
#include "../../../checker/libraries/seastar/stub.h"

seastar::future<> work();

seastar::future<> bad_guard(seastar::semaphore &slots) {
  [[maybe_unused]] auto units = seastar::hold(slots); // expect: task-never-awaited "is the task of 'hold'"
  co_await work();
}
seastar::future<> ok_guard(seastar::semaphore &slots) {
  [[maybe_unused]] auto units = co_await seastar::hold(slots);
  co_await work();
}
seastar::future<> ok_on_purpose() {
  [[maybe_unused]] auto started = work();
  co_await work();
}
