// Work that suspends and work that does not, in a timeout.
#include <aio/aio.h>

using namespace std::chrono_literals;

aio::Coroutine<int> at_once() { co_return 1; }
aio::Coroutine<int> through() { co_return co_await at_once(); }
aio::Coroutine<int> waits() {
  co_await aio::sleep(1ms);
  co_return 1;
}
aio::Coroutine<int> elsewhere();

aio::Coroutine<int> bad_direct() {
  co_return co_await aio::wait_for(at_once(), 1s); // expect: useless-timeout "'at_once' does not suspend"
}
aio::Coroutine<int> bad_through_call() {
  co_return co_await aio::wait_for(through(), 1s); // expect: useless-timeout
}
aio::Coroutine<int> ok_suspends() { co_return co_await aio::wait_for(waits(), 1s); }
aio::Coroutine<int> ok_unknown() { co_return co_await aio::wait_for(elsewhere(), 1s); }

aio::Coroutine<int> bad_block() {
  int sum = 0;
  co_await aio::timeout(1s, [&](aio::Timeout &) -> aio::Coroutine<> { // expect: useless-timeout "the lambda"
    sum = co_await at_once();
  });
  co_return sum;
}
aio::Coroutine<int> ok_block() {
  int sum = 0;
  co_await aio::timeout(1s, [&](aio::Timeout &) -> aio::Coroutine<> { sum = co_await waits(); });
  co_return sum;
}

// A race of two pieces of work gives neither a time: whoever comes first wins.
aio::Coroutine<int> first_of(aio::Coroutine<int> a, aio::Coroutine<int> b);
aio::Coroutine<int> ok_race() { co_return co_await first_of(at_once(), waits()); }

// Over before it begins: nobody counts on it.
aio::Coroutine<int> ok_no_time() {
  co_return co_await aio::wait_for(at_once(), 0s) + co_await aio::wait_for(at_once(), std::chrono::milliseconds(-1));
}
