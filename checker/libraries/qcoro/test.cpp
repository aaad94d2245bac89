#include "stub.h"

#include <thread>

using QCoro::Task;
using namespace std::chrono_literals;

Task<> save(int value);
QCoro::LazyTask<> later(int value);

Task<> bad_lazy_dropped() {
  later(1); // expect: unawaited-coroutine
  co_return;
}
Task<> ok_eager_dropped() {
  save(1); // it runs and owns itself
  co_await save(2);
  co_await later(3);
}

Task<> bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call "QCoro::sleepFor"
  co_return;
}
Task<> ok_sleep() { co_await QCoro::sleepFor(1s); }

Task<> bad_waits_for_ever(QIODevice &device, QTimer *timer) {
  co_await qCoro(device).readAll();        // expect: missing-timeout
  co_await qCoro(timer, &QTimer::timeout); // expect: missing-timeout
}
Task<> ok_bounded(QIODevice &device, QTimer *timer) {
  co_await qCoro(device).readAll(5s);
  co_await qCoro(timer, &QTimer::timeout, 5s);
}

void bad_lazy_as_slot(QTimer &context) {
  QTimer::singleShot(10, &context, [] { return later(1); }); // expect: coroutine-to-void-callback
}
void ok_eager_as_slot(QTimer &context) {
  QTimer::singleShot(10, &context, [] { return save(1); });
}

Task<> bad_voided() {
  (void)later(1); // expect: voided-lazy-task
  co_return;
}

struct Counter {
  int saved = 0;
  void ok_then() {
    save(1).then([this]() -> Task<> { // 'then' keeps the closure until its task has ended
      co_await QCoro::sleepFor(1s);
      ++saved;
    });
  }
};
