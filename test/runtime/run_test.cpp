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

TEST(Runner, RunsSeveralCoroutinesInOneLoop) {
  aio::ManualClock clock;
  aio::Runner runner(clock);
  bool finished = false;
  const auto background = [&]() -> aio::Coroutine<> {
    co_await aio::sleep(2s);
    finished = true;
  };
  const auto first = [&]() -> aio::Coroutine<> {
    aio::create_task(background());
    co_await aio::sleep(1s);
  };
  const auto second = []() -> aio::Coroutine<int> {
    co_await aio::sleep(2s);
    co_return 2;
  };
  runner.run(first());
  EXPECT_FALSE(finished);
  EXPECT_EQ(runner.run(second()), 2);
  EXPECT_TRUE(finished) << "what the first left goes on in the second";
}

TEST(Runner, CancelsWhatIsLeftWhenItCloses) {
  aio::Runner runner;
  bool cancelled = false;
  const auto nap = [&]() -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      cancelled = true;
      throw;
    }
  };
  const auto main = [&]() -> aio::Coroutine<> {
    aio::create_task(nap());
    co_await aio::sleep(0s);
  };
  runner.run(main());
  EXPECT_FALSE(cancelled);
  runner.close();
  EXPECT_TRUE(cancelled);
  EXPECT_THROW(runner.run(main()), aio::RuntimeError);
}

struct RunNested : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<int> answer() {
    co_await aio::sleep(1s);
    log.push_back("answer");
    co_return 42;
  }
};

TEST_F(RunNested, GivesAResultToCodeThatCannotAwait) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::AnyTask self = aio::current_task();
    EXPECT_EQ(aio::run_nested(answer()), 42);
    EXPECT_EQ(aio::current_task(), self);
    co_return;
  };
  loop.run_until_complete(main());
}

TEST_F(RunNested, LetsTheOthersOfTheTurnRunOnTop) {
  loop.call_soon([&] {
    static_cast<void>(aio::run_nested(answer()));
    log.push_back("outer");
  });
  loop.call_soon([&] { log.push_back("same turn"); });
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"same turn", "answer", "outer"}));
}

TEST_F(RunNested, NestsAgain) {
  const auto middle = [&]() -> aio::Coroutine<int> { co_return aio::run_nested(answer()) + 1; };
  loop.call_soon([&] { log.push_back(std::to_string(aio::run_nested(middle()))); });
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"answer", "43"}));
}

TEST_F(RunNested, NeedsARunningLoop) { EXPECT_THROW(aio::run_nested(answer()), aio::RuntimeError); }

} // namespace
} // namespace aio_test
