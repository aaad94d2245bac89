// TaskGroup: no task outlives its group, the first failure cancels the rest, no error is lost.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace aio_test {
namespace {

struct Group : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<> note(aio::Delay delay, std::string text) {
    try {
      co_await aio::sleep(delay);
      log.push_back(text);
    } catch (const aio::CancelledError &) {
      log.push_back(text + " cancelled");
      throw;
    }
  }

  aio::Coroutine<> fail(aio::Delay delay, std::string text) {
    co_await aio::sleep(delay);
    throw std::runtime_error(text);
  }

  /// The texts of what `run` throws together.
  static aio::Coroutine<Log> errors_of(aio::Coroutine<> run) {
    try {
      co_await std::move(run);
    } catch (const aio::ExceptionGroup &group) {
      Log texts;
      for (const std::exception_ptr &error : group.exceptions())
        texts.push_back(aio::detail::text_of(error));
      co_return texts;
    }
    co_return Log{"nothing"};
  }
};

TEST_F(Group, WaitsForItsTasksAndReturnsWhatTheBodyReturns) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<int> {
    group.create_task(note(2s, "slow"));
    group.create_task(note(1s, "fast"), "named");
    log.push_back("body");
    co_return 7;
  };
  EXPECT_EQ(loop.run_until_complete(aio::task_group(body)), 7);
  EXPECT_EQ(log, (Log{"body", "fast", "slow"}));
  EXPECT_EQ(now(), 2s);
}

TEST_F(Group, LetsTasksAddTasks) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    const auto spawn = [&]() -> aio::Coroutine<> {
      co_await aio::sleep(1s);
      group.create_task(note(1s, "grandchild"));
    };
    co_await group.create_task(spawn());
  };
  loop.run_until_complete(aio::task_group(body));
  EXPECT_EQ(log, (Log{"grandchild"}));
}

TEST_F(Group, CancelsTheRestWhenATaskFails) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(note(1h, "sibling"));
    group.create_task(fail(1s, "oops"));
    co_await note(1h, "body");
  };
  EXPECT_EQ(loop.run_until_complete(errors_of(aio::task_group(body))), (Log{"oops"}));
  EXPECT_EQ(log, (Log{"sibling cancelled", "body cancelled"}));
  EXPECT_EQ(now(), 1s);
}

TEST_F(Group, CancelsTheRestWhenATaskFailsAfterTheBody) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(note(1h, "sibling"));
    group.create_task(fail(1s, "oops"));
    co_return;
  };
  EXPECT_EQ(loop.run_until_complete(errors_of(aio::task_group(body))), (Log{"oops"}));
  EXPECT_EQ(log, (Log{"sibling cancelled"}));
}

TEST_F(Group, CollectsAllErrors) {
  const auto clumsy = [&]() -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      throw std::runtime_error("second");
    }
  };
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(clumsy());
    co_await aio::sleep(1s);
    throw std::runtime_error("body");
  };
  EXPECT_EQ(loop.run_until_complete(errors_of(aio::task_group(body))), (Log{"second", "body"}));
}

TEST_F(Group, SaysWhatHappened) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(fail(1s, "oops"));
    co_return;
  };
  try {
    loop.run_until_complete(aio::task_group(body));
    FAIL();
  } catch (const aio::ExceptionGroup &error) {
    EXPECT_STREQ(error.what(), "1 error: oops");
  }
}

TEST_F(Group, IsCancelledAsAWhole) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(note(1h, "child"));
    co_await note(1h, "body");
  };
  auto task = loop.create_task(aio::task_group(body));
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, (Log{"body cancelled", "child cancelled"}));
}

TEST_F(Group, IsCancelledWhileItWaitsForItsTasks) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(note(1h, "child"));
    co_return;
  };
  auto task = loop.create_task(aio::task_group(body));
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, (Log{"child cancelled"}));
}

TEST_F(Group, LeavesNoCancellationBehind) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(fail(1s, "oops"));
    co_await aio::sleep(1h);
  };
  const auto main = [&]() -> aio::Coroutine<> {
    const Log errors = co_await errors_of(aio::task_group(body));
    EXPECT_EQ(errors, (Log{"oops"}));
    EXPECT_EQ(aio::current_task().cancelling(), 0u);
    co_await aio::sleep(1s);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(now(), 2s);
}

TEST_F(Group, DoesNotMindATaskThatIsCancelledAlone) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    const auto child = group.create_task(note(1h, "child"));
    co_await aio::sleep(0s);
    child.cancel();
    co_await aio::sleep(1s);
    log.push_back("body");
  };
  loop.run_until_complete(aio::task_group(body));
  EXPECT_EQ(log, (Log{"child cancelled", "body"}));
}

TEST_F(Group, TakesNoTaskWhenItIsBeingCancelled) {
  const auto body = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(fail(1s, "oops"));
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      log.push_back("too late");
    }
    EXPECT_THROW(group.create_task(fail(1s, "late")), aio::RuntimeError);
  };
  EXPECT_EQ(loop.run_until_complete(errors_of(aio::task_group(body))), (Log{"oops"}));
}

TEST(GroupAlone, GoesWithTheLoop) {
  ManualLoop test;
  {
    aio::EventLoop loop(test.clock);
    loop.set_exception_handler(
        [&](const aio::ExceptionContext &context) { test.reports.push_back(describe(context)); });
    const auto body = [](aio::TaskGroup &group) -> aio::Coroutine<> {
      group.create_task([]() -> aio::Coroutine<> { co_await aio::sleep(1h); }(), "child");
      co_return;
    };
    loop.create_task(aio::task_group(body), "parent");
    loop.run_until_idle();
  }
  EXPECT_EQ(test.reports,
            (Log{"task was destroyed but it is pending: 'parent'", "task was destroyed but it is pending: 'child'"}));
}

} // namespace
} // namespace aio_test
