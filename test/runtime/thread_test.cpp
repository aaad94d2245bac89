// call_soon_threadsafe: the one function of a loop that other threads may call. Run under ThreadSanitizer.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

// Read by ThreadSanitizer. libuv closes descriptors by a direct system call, which the sanitizer does not see; when
// another thread's loop gets the same number, it takes that for a race.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the sanitizer's name.
extern "C" const char *__tsan_default_suppressions() { return "race:uv_pipe\nrace:uv_async_init\n"; }

namespace aio_test {
namespace {

TEST(Thread, WakesALoopThatWaits) {
  aio::EventLoop loop;
  auto answer = loop.create_future<int>();
  std::thread other([&] { loop.call_soon_threadsafe([&] { answer.set_result(42); }); });
  EXPECT_EQ(loop.run_until_complete(answer), 42);
  other.join();
}

TEST(Thread, WakesALoopOnAManualClock) {
  ManualLoop test;
  auto answer = test.loop.create_future<int>();
  std::thread other([&] { test.loop.call_soon_threadsafe([&] { answer.set_result(42); }); });
  EXPECT_EQ(test.loop.run_until_complete(answer), 42);
  other.join();
}

TEST(Thread, KeepsTheOrderOfEachThreadAndLosesNothing) {
  constexpr int threads = 4, calls = 2'000;
  aio::EventLoop loop;
  std::vector<int> next(threads);
  int left = threads * calls;
  std::vector<std::thread> others;
  others.reserve(threads);
  for (int thread = 0; thread < threads; ++thread) {
    others.emplace_back([&, thread] {
      for (int call = 0; call < calls; ++call) {
        loop.call_soon_threadsafe([&, thread, call] {
          EXPECT_EQ(next[thread]++, call);
          if (--left == 0)
            loop.stop();
        });
      }
    });
  }
  loop.run_forever();
  for (std::thread &other : others)
    other.join();
  EXPECT_EQ(next, std::vector<int>(threads, calls));
}

TEST(Thread, SeesPostedWorkWhileTheLoopIsBusy) {
  aio::EventLoop loop;
  bool posted = false;
  std::thread other([&] { loop.call_soon_threadsafe([&] { posted = true; }); });
  const auto busy = [&]() -> aio::Coroutine<> {
    while (!posted)
      co_await aio::sleep(0s);
  };
  loop.run_until_complete(busy());
  other.join();
}

TEST(Thread, ReportsWhatThePostedCallThrows) {
  ManualLoop test;
  std::thread([&] { test.loop.call_soon_threadsafe([] { throw std::runtime_error("oops"); }); }).join();
  test.loop.run_until_idle();
  EXPECT_EQ(test.reports, (Log{"exception in a callback: oops"}));
}

TEST(Thread, HasALoopOfItsOwn) {
  const auto main = [](int value) -> aio::Coroutine<int> {
    co_await aio::gather(aio::sleep(0s), aio::sleep(0s));
    co_return value;
  };
  int results[2] = {};
  std::thread one([&] { results[0] = aio::run(main(1)); });
  std::thread two([&] { results[1] = aio::run(main(2)); });
  one.join();
  two.join();
  EXPECT_EQ(results[0] + results[1], 3);
}

} // namespace
} // namespace aio_test
