// Waiting for work that has ended, or that suspends nowhere, runs no loop.
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

aio::Coroutine<int> at_once() { co_return 7; }
aio::Coroutine<int> later();
aio::Coroutine<int> ok_lazy_that_suspends_nowhere() { co_return aio::run(at_once()); }
aio::Coroutine<int> bad_lazy() {
  co_return aio::run(later()); // expect: nested-event-loop
}
