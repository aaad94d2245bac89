// Waiting for work that has ended, or that suspends nowhere, runs no loop.
#include "cppcoro/stub.h"
#include "qcoro/stub.h"

#include <aio/aio.h>

QCoro::Task<int> ready() { co_return 7; }
QCoro::Task<int> slow() {
  co_await QCoro::sleepFor(std::chrono::milliseconds(1));
  co_return 7;
}

QCoro::Task<int> ok_done() { co_return QCoro::waitFor(ready()); }
QCoro::Task<int> bad_under_way() {
  co_return QCoro::waitFor(slow()); // expect: nested-event-loop
}

cppcoro::task<int> at_once() { co_return 7; }
cppcoro::task<int> later();
cppcoro::task<int> ok_lazy_that_suspends_nowhere() { co_return cppcoro::sync_wait(at_once()); }
cppcoro::task<int> bad_lazy() {
  co_return cppcoro::sync_wait(later()); // expect: nested-event-loop
}

// aio refuses to run inside of a running loop, whatever there is to run.
aio::Coroutine<int> nothing_to_wait_for() { co_return 7; }
aio::Coroutine<int> bad_refused() {
  co_return aio::run(nothing_to_wait_for()); // expect: nested-event-loop
}
