// wait and as_completed: some of several tasks, and nobody is cancelled or read.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace aio_test {
namespace {

struct Wait : testing::Test, ManualLoop {
  aio::Coroutine<int> after(aio::Delay delay, int value) {
    co_await aio::sleep(delay);
    if (value < 0)
      throw std::runtime_error("negative");
    co_return value;
  }

  std::vector<aio::Task<int>> tasks(std::vector<int> seconds) {
    std::vector<aio::Task<int>> tasks;
    tasks.reserve(seconds.size());
    for (const int s : seconds)
      tasks.push_back(loop.create_task(after(std::chrono::seconds(std::abs(s)), s)));
    return tasks;
  }
};

TEST_F(Wait, ReturnsWhenAllAreDone) {
  const auto [done, pending] = loop.run_until_complete(aio::wait(tasks({2, 1, 3})));
  EXPECT_EQ(done.size(), 3u);
  EXPECT_EQ(done[0].result(), 2) << "in the order of the argument";
  EXPECT_TRUE(pending.empty());
  EXPECT_EQ(now(), 3s);
}

TEST_F(Wait, ReturnsWhenTheFirstIsDone) {
  const auto all = tasks({2, 1, 3});
  const auto [done, pending] = loop.run_until_complete(aio::wait(all, aio::first_completed));
  ASSERT_EQ(done.size(), 1u);
  EXPECT_EQ(done[0], all[1]);
  EXPECT_EQ(pending.size(), 2u);
  EXPECT_EQ(now(), 1s);
}

TEST_F(Wait, ReturnsWhenTheFirstFails) {
  const auto [done, pending] = loop.run_until_complete(aio::wait(tasks({1, -2, 3}), aio::first_exception));
  EXPECT_EQ(done.size(), 2u);
  EXPECT_EQ(pending.size(), 1u);
  EXPECT_THROW(done[1].result(), std::runtime_error);
  EXPECT_EQ(now(), 2s);
}

TEST_F(Wait, ThrowsNoErrorOfATaskAndReportsTheUnread) {
  {
    const auto waited = loop.run_until_complete(aio::wait(tasks({-1, 2})));
    EXPECT_EQ(waited.done.size(), 2u);
  }
  EXPECT_EQ(reports, (Log{"task exception was never retrieved: 'Task-1': negative"}));
}

TEST_F(Wait, HasALimitThatCancelsNothing) {
  const auto all = tasks({1, 5});
  const auto [done, pending] = loop.run_until_complete(aio::wait(all, aio::all_completed, 2s));
  EXPECT_EQ(done.size(), 1u);
  ASSERT_EQ(pending.size(), 1u);
  EXPECT_EQ(now(), 2s);
  EXPECT_EQ(loop.run_until_complete(pending[0]), 5);
}

TEST_F(Wait, ThatIsCancelledCancelsNothing) {
  const auto all = tasks({1, 2});
  auto waiting = loop.create_task(aio::wait(all));
  loop.run_until_idle();
  waiting.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(waiting.cancelled());
  EXPECT_EQ(loop.run_until_complete(all[1]), 2);
}

TEST_F(Wait, DoesNotSuspendForWhatIsDone) {
  const auto all = tasks({0});
  loop.run_until_idle();
  const auto main = [&]() -> aio::Coroutine<> {
    bool others = false;
    loop.call_soon([&] { others = true; });
    EXPECT_EQ((co_await aio::wait(all)).done.size(), 1u);
    EXPECT_TRUE((co_await aio::wait(std::vector<aio::Task<int>>())).done.empty());
    EXPECT_FALSE(others);
    co_await aio::sleep(0s);
  };
  loop.run_until_complete(main());
}

TEST_F(Wait, RefusesAFutureOfAnotherLoop) {
  aio::EventLoop other;
  EXPECT_THROW(loop.run_until_complete(aio::wait(std::vector{other.create_future<int>()})), aio::RuntimeError);
}

TEST_F(Wait, AsCompletedGivesTasksInTheOrderInWhichTheyEnd) {
  const auto main = [&]() -> aio::Coroutine<std::vector<int>> {
    std::vector<aio::Coroutine<int>> coroutines;
    for (const int seconds : {3, 1, 2})
      coroutines.push_back(after(std::chrono::seconds(seconds), seconds));
    auto completed = aio::as_completed(std::move(coroutines));
    std::vector<int> values;
    while (const auto task = co_await completed.anext())
      values.push_back(co_await *task);
    co_return values;
  };
  EXPECT_EQ(loop.run_until_complete(main()), (std::vector{1, 2, 3}));
  EXPECT_EQ(now(), 3s);
}

TEST_F(Wait, AsCompletedGivesFailedTasksToo) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto completed = aio::as_completed(tasks({-1, 2}));
    const auto failed = co_await completed.anext();
    EXPECT_THROW(co_await *failed, std::runtime_error);
    EXPECT_EQ(co_await *co_await completed.anext(), 2);
    EXPECT_FALSE(co_await completed.anext());
  };
  loop.run_until_complete(main());
}

} // namespace
} // namespace aio_test
