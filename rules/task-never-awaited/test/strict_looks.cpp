// Work that somebody asks how far it is, and then leaves alone.
#include "seastar/stub.h"

seastar::future<int> bad_asked(seastar::semaphore &owner) {
  auto units = seastar::get_units(owner, 1); // expect: task-never-awaited
  if (units.failed())
    co_return 1;
  co_return 0;
}
seastar::future<int> ok_awaited(seastar::semaphore &owner) {
  auto units = seastar::get_units(owner, 1);
  const int failed = units.failed() ? 1 : 0;
  co_return failed + co_await std::move(units);
}
