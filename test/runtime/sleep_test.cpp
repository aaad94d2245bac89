// sleep: time passes on the loop's clock, and others run meanwhile.

#include "manual_loop.h"

#include <gtest/gtest.h>

namespace aio_test {
namespace {

struct Sleep : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<> nap(std::string name, aio::Delay delay) {
    co_await aio::sleep(delay);
    log.push_back(name);
  }
};

TEST_F(Sleep, TakesAsLongAsItSays) {
  const auto task = loop.create_task(nap("nap", 10s));
  loop.run_until_idle();
  advance(9'999ms);
  EXPECT_FALSE(task.done());
  advance(1ms);
  EXPECT_TRUE(task.done());
}

TEST_F(Sleep, EndsInTheOrderOfTime) {
  const auto main = [&]() -> aio::Coroutine<> { co_await aio::gather(nap("3 s", 3s), nap("1 s", 1s), nap("2 s", 2s)); };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"1 s", "2 s", "3 s"}));
  EXPECT_EQ(now(), 3s) << "they sleep side by side";
}

TEST_F(Sleep, OfZeroLetsOthersRunFirst) {
  const auto main = [&]() -> aio::Coroutine<> {
    loop.call_soon([&] { log.push_back("other"); });
    co_await aio::sleep(0s);
    log.push_back("main");
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"other", "main"}));
  EXPECT_EQ(now(), 0s);
}

TEST_F(Sleep, OfLessThanZeroIsOfZero) {
  loop.run_until_complete(aio::sleep(-5s));
  EXPECT_EQ(now(), 0s);
}

TEST_F(Sleep, IsAValueThatCanBeAwaitedAgain) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Sleep pause = aio::sleep(1s);
    co_await pause;
    co_await pause;
  };
  loop.run_until_complete(main());
  EXPECT_EQ(now(), 2s);
}

TEST_F(Sleep, ThatIsCancelledWhenItIsOverIsStillCancelled) {
  // The timer is due in the turn in which the cancellation comes: the task has not resumed, so it sees it.
  auto task = loop.create_task(nap("nap", 1s));
  loop.run_until_idle();
  loop.call_later(1s, [] {});
  clock.advance(1s);
  loop.call_soon([&] { task.cancel(); });
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
}

} // namespace
} // namespace aio_test
