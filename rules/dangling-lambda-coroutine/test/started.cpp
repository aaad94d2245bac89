// Closures whose lazy coroutine is started in the statement that makes them.
#include "async_simple/stub.h"

using async_simple::coro::Lazy;

Lazy<void> rest(int ticks);

void ok_read_at_once(int ticks) {
  [ticks]() -> Lazy<void> { co_await rest(ticks); }().start([](auto &&) {});
}
void bad_read_later(int ticks) {
  [ticks]() -> Lazy<void> { // expect: dangling-lambda-coroutine "after a suspension"
    co_await rest(1);
    co_await rest(ticks);
  }().start([](auto &&) {});
}
