// In steady state nothing comes from the heap: frames, tasks, callbacks and timers are recycled.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>

// AddressSanitizer replaces the pool by the heap, and both have their own operator new.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define AIO_TEST_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AIO_TEST_COUNTS_ALLOCATIONS 0
#endif
#endif
#ifndef AIO_TEST_COUNTS_ALLOCATIONS
#define AIO_TEST_COUNTS_ALLOCATIONS 1
#endif

#if AIO_TEST_COUNTS_ALLOCATIONS

static std::atomic<long> allocations = 0;

void *operator new(std::size_t size) {
  ++allocations;
  if (void *const block = std::malloc(size))
    return block;
  throw std::bad_alloc();
}
void operator delete(void *block) noexcept { std::free(block); }
void operator delete(void *block, std::size_t) noexcept { std::free(block); }

namespace aio_test {
namespace {

aio::Coroutine<int> answer() { co_return 42; }
aio::Coroutine<> yield() { co_await aio::sleep(0s); }

/// How many heap allocations `body` makes when it has run before.
template <class F> long allocations_of(F body) {
  aio::ManualClock clock;
  const auto main = [&]() -> aio::Coroutine<long> {
    co_await body();
    const long before = allocations;
    co_await body();
    co_return allocations - before;
  };
  return aio::run(main(), clock);
}

TEST(Allocation, NoneToAwaitACoroutine) {
  EXPECT_EQ(allocations_of([]() -> aio::Coroutine<> { co_await answer(); }), 0);
}

TEST(Allocation, NoneToCreateAndAwaitATask) {
  EXPECT_EQ(allocations_of([]() -> aio::Coroutine<> { co_await aio::create_task(answer()); }), 0);
}

TEST(Allocation, NoneToSleep) {
  EXPECT_EQ(allocations_of([]() -> aio::Coroutine<> { co_await aio::sleep(1s); }), 0);
}

TEST(Allocation, NoneToWaitForSomething) {
  EXPECT_EQ(allocations_of([]() -> aio::Coroutine<> { co_await aio::wait_for(yield(), 1s); }), 0);
}

TEST(Allocation, NoneToGatherAFixedNumber) {
  EXPECT_EQ(allocations_of([]() -> aio::Coroutine<> { co_await aio::gather(answer(), yield(), aio::sleep(1s)); }), 0);
}

TEST(Allocation, NoneToCallBack) {
  EXPECT_EQ(allocations_of([]() -> aio::Coroutine<> {
              aio::get_running_loop().call_soon([] {});
              aio::get_running_loop().call_later(1s, [] {}).cancel();
              co_await aio::sleep(0s);
            }),
            0);
}

TEST(Allocation, ABlockMayBeReleasedOnAnotherThread) {
  auto made_here = std::make_unique<aio::Coroutine<int>>(answer());
  std::thread([&] { made_here.reset(); }).join();
  EXPECT_EQ(aio::run(answer()), 42);
}

} // namespace
} // namespace aio_test

#endif
