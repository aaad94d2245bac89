// run: the entry point, and what happens to tasks that are left.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace aio_test {
namespace {

TEST(Run, ReturnsTheResult) {
  EXPECT_EQ(aio::run([]() -> aio::Coroutine<int> { co_return 3; }()), 3);
}

TEST(Run, ThrowsWhatTheCoroutineThrows) {
  const auto main = []() -> aio::Coroutine<> {
    co_await aio::sleep(0s);
    throw std::runtime_error("no");
  };
  EXPECT_THROW(aio::run(main()), std::runtime_error);
}

TEST(Run, TakesAClock) {
  aio::ManualClock clock;
  aio::run([]() -> aio::Coroutine<> { co_await aio::sleep(1h); }(), clock);
  EXPECT_EQ(clock.now(), aio::TimePoint(1h));
}

TEST(Run, CancelsTheTasksThatAreLeftAndWaitsForThem) {
  aio::ManualClock clock;
  Log log;
  const auto background = [](Log &log) -> aio::Coroutine<> {
    try {
      co_await aio::sleep(24h);
    } catch (const aio::CancelledError &) {
      log.push_back("cleaned up");
      throw;
    }
  };
  const auto main = [&]() -> aio::Coroutine<> {
    aio::create_task(background(log));
    co_await aio::sleep(1s);
    log.push_back("main ends");
  };
  aio::run(main(), clock);
  EXPECT_EQ(log, (Log{"main ends", "cleaned up"}));
}

TEST(Run, ReportsATaskThatFailsWhileItIsCancelled) {
  const auto background = []() -> aio::Coroutine<> {
    try {
      co_await aio::sleep(24h);
    } catch (const aio::CancelledError &) {
      throw std::runtime_error("disk full");
    }
  };
  const auto main = [&]() -> aio::Coroutine<> {
    aio::create_task(background(), "flusher");
    co_await aio::sleep(0s);
  };
  testing::internal::CaptureStderr();
  aio::run(main());
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "aio: task failed while the loop shut down: 'flusher': disk full\n");
}

TEST(Run, CanBeCalledAgain) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(aio::run([](int value) -> aio::Coroutine<int> { co_return value; }(i)), i);
}

} // namespace
} // namespace aio_test
