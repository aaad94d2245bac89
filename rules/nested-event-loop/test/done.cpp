// Waiting for work that has ended already runs no loop.
#include "qcoro/stub.h"

QCoro::Task<int> ready() { co_return 7; }
QCoro::Task<int> slow() {
  co_await QCoro::sleepFor(std::chrono::milliseconds(1));
  co_return 7;
}

QCoro::Task<int> ok_done() { co_return QCoro::waitFor(ready()); }
QCoro::Task<int> bad_under_way() {
  co_return QCoro::waitFor(slow()); // expect: nested-event-loop
}
