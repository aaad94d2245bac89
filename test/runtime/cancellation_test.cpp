// Cancellation as in asyncio: thrown where the task is suspended, once, counted.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <type_traits>

namespace aio_test {
namespace {

static_assert(!std::is_base_of_v<std::exception, aio::CancelledError>,
              "a handler for std::exception must not swallow a cancellation");

struct Cancellation : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<> nap() {
    try {
      log.push_back("asleep");
      co_await aio::sleep(1h);
      log.push_back("awake");
    } catch (const aio::CancelledError &) {
      log.push_back("cancelled");
      throw;
    }
  }
};

TEST_F(Cancellation, IsThrownAtTheSuspensionPoint) {
  auto task = loop.create_task(nap());
  loop.run_until_idle();
  EXPECT_TRUE(task.cancel());
  EXPECT_FALSE(task.done()) << "the task must get the chance to clean up";
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"asleep", "cancelled"}));
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(now(), 0s);
}

TEST_F(Cancellation, BeforeTheFirstStepRunsNothing) {
  auto task = loop.create_task(nap());
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(log.empty());
  EXPECT_TRUE(task.cancelled());
}

TEST_F(Cancellation, OfADoneTaskDoesNothing) {
  auto task = loop.create_task([]() -> aio::Coroutine<> { co_return; }());
  loop.run_until_idle();
  EXPECT_FALSE(task.cancel());
  EXPECT_FALSE(task.cancelled());
}

TEST_F(Cancellation, PassesThroughAllCoroutinesOfTheTask) {
  const auto outer = [&]() -> aio::Coroutine<> {
    try {
      co_await nap();
    } catch (const aio::CancelledError &) {
      log.push_back("outer");
      throw;
    }
  };
  auto task = loop.create_task(outer());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"asleep", "cancelled", "outer"}));
}

TEST_F(Cancellation, IsDeliveredOnce) {
  const auto stubborn = [&]() -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      log.push_back("cancelled");
    }
    co_await aio::sleep(1s);
    log.push_back("went on");
  };
  auto task = loop.create_task(stubborn());
  loop.run_until_idle();
  task.cancel();
  task.cancel();
  EXPECT_EQ(task.cancelling(), 2u);
  loop.run_until_complete(task);
  EXPECT_EQ(log, (Log{"cancelled", "went on"}));
  EXPECT_FALSE(task.cancelled());
}

TEST_F(Cancellation, OfARunningTaskComesAtItsNextSuspension) {
  const auto main = [&]() -> aio::Coroutine<> {
    aio::current_task().cancel();
    log.push_back("still running");
    co_await aio::sleep(1h);
    log.push_back("never");
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"still running"}));
  EXPECT_TRUE(task.cancelled());
}

TEST_F(Cancellation, IsNotSeenByAnAwaitThatDoesNotSuspend) {
  auto ready = loop.create_future<int>();
  ready.set_result(1);
  const auto main = [&]() -> aio::Coroutine<> {
    aio::current_task().cancel();
    log.push_back("value " + std::to_string(co_await ready));
    EXPECT_THROW(co_await aio::sleep(0s), aio::CancelledError);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"value 1"}));
}

TEST_F(Cancellation, ThatEndedASleepIsSeenAlsoWhenItIsTakenBack) {
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_THROW(co_await aio::sleep(1h), aio::CancelledError);
    co_await aio::sleep(1s);
    log.push_back("goes on");
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  task.cancel();
  EXPECT_EQ(task.uncancel(), 0u);
  loop.run_until_complete(task);
  EXPECT_EQ(log, (Log{"goes on"}));
  EXPECT_EQ(now(), 1s);
}

TEST_F(Cancellation, ThatCameTooLateForTheFutureStillReachesTheTask) {
  auto future = loop.create_future<int>();
  const auto main = [&]() -> aio::Coroutine<> { EXPECT_THROW(co_await future, aio::CancelledError); };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  future.set_result(1); // The task is ready, and has not run yet.
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.done());
}

TEST_F(Cancellation, CancelsTheFutureThatTheTaskWaitsOn) {
  auto future = loop.create_future<int>();
  const auto wait = [&]() -> aio::Coroutine<> { co_await future; };
  auto one = loop.create_task(wait());
  auto other = loop.create_task(wait());
  loop.run_until_idle();
  one.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(future.cancelled());
  EXPECT_TRUE(one.cancelled());
  EXPECT_TRUE(other.cancelled());
}

TEST_F(Cancellation, GoesOnToTheTaskThatIsAwaited) {
  const auto child = loop.create_task(nap());
  const auto wait = [&]() -> aio::Coroutine<> { co_await child; };
  auto parent = loop.create_task(wait());
  loop.run_until_idle();
  parent.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(child.cancelled());
  EXPECT_TRUE(parent.cancelled());
}

TEST_F(Cancellation, LeavesACleanupTimeToFinish) {
  const auto careful = [&]() -> aio::Coroutine<> {
    bool cancelled = false;
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      cancelled = true; // No co_await in a handler.
    }
    co_await aio::sleep(5s);
    log.push_back("flushed");
    if (cancelled)
      throw aio::CancelledError();
  };
  auto task = loop.create_task(careful());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  advance(4s);
  EXPECT_FALSE(task.done());
  advance(1s);
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, (Log{"flushed"}));
}

TEST_F(Cancellation, IsTakenBackByUncancel) {
  auto task = loop.create_task(nap());
  loop.run_until_idle();
  task.cancel();
  task.cancel();
  EXPECT_EQ(task.uncancel(), 1u);
  EXPECT_EQ(task.uncancel(), 0u);
  EXPECT_EQ(task.uncancel(), 0u);
}

TEST_F(Cancellation, ThatWasTakenBackBeforeItWasSeenDoesNotArrive) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::AnyTask self = aio::current_task();
    self.cancel();
    self.uncancel();
    co_await aio::sleep(1s);
    log.push_back("slept");
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"slept"}));
}

TEST_F(Cancellation, ThrownByTheCoroutineItselfMakesTheTaskCancelled) {
  const auto main = []() -> aio::Coroutine<int> {
    throw aio::CancelledError();
    co_return 1;
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_TRUE(reports.empty());
}

} // namespace
} // namespace aio_test
