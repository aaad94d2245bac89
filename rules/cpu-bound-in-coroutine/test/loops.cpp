// Loops with known bounds.
#include <aio/aio.h>

#include <thread>

constexpr int many = 10'000'000;
aio::Coroutine<void> rest();

aio::Coroutine<long> bad_long() {
  long sum = 0;
  for (int i = 0; i < many; ++i) // expect: cpu-bound-in-coroutine "turns 10000000 times"
    sum += i;
  co_return sum;
}
aio::Coroutine<long> bad_nested() {
  long sum = 0;
  for (int i = 0; i < 2000; ++i)
    for (int k = 0; k < 2000; ++k) // expect: cpu-bound-in-coroutine
      sum += i * k;
  co_return sum;
}
aio::Coroutine<long> ok_short() {
  long sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += i;
  co_return sum;
}
aio::Coroutine<void> ok_suspends() {
  for (int i = 0; i < many; ++i)
    co_await rest();
}
aio::Coroutine<long> ok_unknown(int n) {
  long sum = 0;
  for (int i = 0; i < n; ++i)
    sum += i;
  co_return sum;
}
long ok_not_a_coroutine() {
  long sum = 0;
  for (int i = 0; i < many; ++i)
    sum += i;
  return sum;
}
