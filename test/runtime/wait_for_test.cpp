// wait_for: the result in time, or TimeoutError after the wait has been cancelled and has ended.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace aio_test {
namespace {

struct WaitFor : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<int> after(aio::Delay delay, int value) {
    try {
      co_await aio::sleep(delay);
    } catch (const aio::CancelledError &) {
      log.push_back("cancelled");
      throw;
    }
    co_return value;
  }
};

TEST_F(WaitFor, GivesTheResultThatComesInTime) {
  EXPECT_EQ(loop.run_until_complete(aio::wait_for(after(1s, 7), 2s)), 7);
  EXPECT_EQ(now(), 1s);
}

TEST_F(WaitFor, ThrowsWhenTimeIsUpAndCancelsTheWait) {
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(after(1h, 7), 2s)), aio::TimeoutError);
  EXPECT_EQ(log, (Log{"cancelled"}));
  EXPECT_EQ(now(), 2s);
}

TEST_F(WaitFor, SaysHowLongItWaited) {
  try {
    loop.run_until_complete(aio::wait_for(aio::sleep(1h), 1500ms));
    FAIL();
  } catch (const aio::TimeoutError &error) {
    EXPECT_STREQ(error.what(), "wait_for: not done after 1500 ms");
  }
}

TEST_F(WaitFor, CancelsAFutureOrTaskThatIsLate) {
  auto future = loop.create_future<int>();
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(future, 1s)), aio::TimeoutError);
  EXPECT_TRUE(future.cancelled());

  auto task = loop.create_task(after(1h, 1));
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(task, 1s)), aio::TimeoutError);
  EXPECT_TRUE(task.cancelled());
}

TEST_F(WaitFor, WaitsForTheCleanupOfWhatItCancelled) {
  const auto slow_to_stop = [&]() -> aio::Coroutine<> {
    bool cancelled = false;
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      cancelled = true;
    }
    co_await aio::sleep(10s);
    log.push_back("clean");
    if (cancelled)
      throw aio::CancelledError();
  };
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(slow_to_stop(), 1s)), aio::TimeoutError);
  EXPECT_EQ(log, (Log{"clean"}));
  EXPECT_EQ(now(), 11s);
}

TEST_F(WaitFor, KeepsAResultThatCameInSpiteOfTheCancellation) {
  const auto stubborn = [&]() -> aio::Coroutine<int> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      log.push_back("ignored");
    }
    co_return 7;
  };
  const auto main = [&]() -> aio::Coroutine<int> {
    const int value = co_await aio::wait_for(stubborn(), 1s);
    EXPECT_EQ(aio::current_task().cancelling(), 0u);
    co_return value;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 7);
}

TEST_F(WaitFor, LeavesTheTaskUsable) {
  const auto main = [&]() -> aio::Coroutine<> {
    for (int i = 0; i < 3; ++i)
      EXPECT_THROW(co_await aio::wait_for(aio::sleep(1h), 1s), aio::TimeoutError);
    co_await aio::sleep(1s);
    EXPECT_EQ(aio::current_task().cancelling(), 0u);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(now(), 4s);
}

TEST_F(WaitFor, PassesACancellationFromOutsideOn) {
  auto task = loop.create_task(aio::wait_for(after(1h, 1), 2h));
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, (Log{"cancelled"}));
}

TEST_F(WaitFor, IsCancelledNotLateIfBothHappen) {
  auto task = loop.create_task(aio::wait_for(aio::sleep(1h), 1s));
  loop.run_until_idle();
  loop.call_later(1s, [&] { task.cancel(); });
  advance(1s);
  EXPECT_TRUE(task.cancelled());
}

TEST_F(WaitFor, NestsAndTheInnerOrTheOuterLimitCounts) {
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(aio::wait_for(aio::sleep(1h), 2s), 1s)), aio::TimeoutError);
  EXPECT_EQ(now(), 1s);
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(aio::wait_for(aio::sleep(1h), 1s), 2s)), aio::TimeoutError);
  EXPECT_EQ(now(), 2s);
}

TEST_F(WaitFor, PassesExceptionsOn) {
  const auto fails = []() -> aio::Coroutine<> {
    co_await aio::sleep(1s);
    throw std::runtime_error("no");
  };
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(fails(), 2s)), std::runtime_error);
}

TEST_F(WaitFor, WithNoTimeLeftStartsNothing) {
  const auto body = [&]() -> aio::Coroutine<> {
    log.push_back("started");
    co_return;
  };
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(body(), 0s)), aio::TimeoutError);
  EXPECT_TRUE(log.empty());
}

TEST_F(WaitFor, WithNoTimeLeftStillTakesAResultThatIsThere) {
  auto ready = loop.create_future<int>();
  ready.set_result(3);
  EXPECT_EQ(loop.run_until_complete(aio::wait_for(ready, 0s)), 3);
  auto pending = loop.create_future<int>();
  EXPECT_THROW(loop.run_until_complete(aio::wait_for(pending, 0s)), aio::TimeoutError);
}

} // namespace
} // namespace aio_test
