// Task<T>: a coroutine that the loop runs beside its creator.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>

namespace aio_test {
namespace {

struct Task : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<int> note(std::string text, int result = 0) {
    log.push_back(std::move(text));
    co_return result;
  }

  aio::Coroutine<> fail(std::string text) {
    throw std::runtime_error(text);
    co_return;
  }

  aio::Coroutine<> wait_for_ever() { co_await loop.create_future<void>(); }
};

TEST_F(Task, StartsInTheNextTurnNotAtOnce) {
  const auto task = loop.create_task(note("body", 7));
  EXPECT_TRUE(log.empty());
  EXPECT_FALSE(task.done());
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"body"}));
  EXPECT_EQ(task.result(), 7);
}

TEST_F(Task, RunsInTheOrderOfCreation) {
  const auto first = loop.create_task(note("first"));
  const auto second = loop.create_task(note("second"));
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"first", "second"}));
}

TEST_F(Task, CanBeAwaitedByManyAndAgain) {
  const auto main = [&]() -> aio::Coroutine<int> {
    const auto task = aio::create_task(note("once", 5));
    co_return co_await task + co_await task;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 10);
  EXPECT_EQ(log, (Log{"once"}));
}

TEST_F(Task, HasANameOrANumber) {
  const auto named = loop.create_task(note(""), "reader");
  const auto numbered = loop.create_task(note(""));
  EXPECT_EQ(named.get_name(), "reader");
  EXPECT_EQ(numbered.get_name(), "Task-2");
}

TEST_F(Task, GoesOnWhenItsHandleIsDropped) {
  {
    const auto dropped = loop.create_task(note("ran all the same"));
  }
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"ran all the same"}));
}

TEST_F(Task, ReportsAnExceptionThatNobodyReadWhenItsHandleGoes) {
  {
    const auto task = loop.create_task(fail("unseen"), "writer");
    loop.run_until_idle();
    EXPECT_TRUE(reports.empty()) << "somebody may still read it";
  }
  EXPECT_EQ(reports, (Log{"task exception was never retrieved: 'writer': unseen"}));
}

TEST_F(Task, ReportsTheExceptionOfADroppedTaskWhenItEnds) {
  {
    const auto dropped = loop.create_task(fail("unseen"), "writer");
  }
  loop.run_until_idle();
  EXPECT_EQ(reports, (Log{"task exception was never retrieved: 'writer': unseen"}));
}

TEST_F(Task, KeepsItsExceptionForWhoAwaitsIt) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto task = aio::create_task(fail("seen"));
    EXPECT_THROW(co_await task, std::runtime_error);
    EXPECT_THROW(co_await task, std::runtime_error);
  };
  loop.run_until_complete(main());
  EXPECT_TRUE(reports.empty());
}

TEST_F(Task, CannotBeSetFromOutside) {
  const auto task = loop.create_task(note("", 1));
  const aio::Future<int> &as_future = task;
  EXPECT_THROW(as_future.set_result(2), aio::RuntimeError);
  EXPECT_THROW(as_future.set_exception(std::runtime_error("")), aio::RuntimeError);
}

TEST_F(Task, CannotAwaitItself) {
  std::optional<aio::Task<>> self;
  const auto main = [&]() -> aio::Coroutine<> { EXPECT_THROW(co_await *self, aio::RuntimeError); };
  self = loop.create_task(main());
  loop.run_until_idle();
  EXPECT_TRUE(self->done());
}

TEST_F(Task, DestroysItsCoroutineBeforeItsWaitersRun) {
  auto witness = std::make_shared<int>(0);
  const auto hold = [](std::shared_ptr<int>) -> aio::Coroutine<> { co_return; };
  const auto task = loop.create_task(hold(witness));
  long left = 0;
  task.add_done_callback([&](const aio::AnyFuture &) { left = witness.use_count(); });
  loop.run_until_idle();
  EXPECT_EQ(left, 1);
}

TEST_F(Task, KnowsItselfAsTheCurrentTask) {
  const auto inner = []() -> aio::Coroutine<std::string> {
    co_await aio::sleep(0s);
    co_return aio::current_task().get_name();
  };
  const auto main = [&]() -> aio::Coroutine<std::string> { co_return co_await inner(); };
  auto task = loop.create_task(main(), "me");
  EXPECT_EQ(loop.run_until_complete(task), "me");
}

TEST_F(Task, IsNotThereInACallback) {
  loop.call_soon([] { static_cast<void>(aio::current_task()); });
  loop.run_until_idle();
  EXPECT_EQ(reports, (Log{"exception in a callback: current_task: no task is running; callbacks cannot wait, "
                          "create_task can"}));
}

TEST_F(Task, IsListedUntilItIsDone) {
  const auto main = [&]() -> aio::Coroutine<Log> {
    const auto done = aio::create_task(note(""), "done");
    auto waiting = aio::create_task(wait_for_ever(), "waiting");
    co_await aio::sleep(0s);
    Log names;
    for (const aio::AnyTask &task : aio::all_tasks())
      names.push_back(task.get_name());
    waiting.cancel();
    co_return names;
  };
  auto task = loop.create_task(main(), "main");
  EXPECT_EQ(loop.run_until_complete(task), (Log{"main", "waiting"}));
}

TEST_F(Task, IsMadeOfACoroutineOnlyOnce) {
  auto once = note("");
  const auto task = loop.create_task(std::move(once));
  // NOLINTNEXTLINE(bugprone-use-after-move): this is the mistake that is reported.
  EXPECT_THROW(loop.create_task(std::move(once)), aio::InvalidStateError);
}

TEST_F(Task, NeedsARunningLoop) {
  EXPECT_THROW(static_cast<void>(aio::create_task(note(""))), aio::RuntimeError);
  EXPECT_THROW(static_cast<void>(aio::all_tasks()), aio::RuntimeError);
}

TEST(TaskAlone, ThatIsPendingWhenItsLoopGoesIsDestroyedAndReported) {
  auto witness = std::make_shared<int>(0);
  Log reports;
  std::optional<aio::Task<>> task;
  {
    aio::EventLoop loop;
    loop.set_exception_handler([&](const aio::ExceptionContext &context) { reports.push_back(describe(context)); });
    const auto wait = [](aio::Future<void> never, std::shared_ptr<int>) -> aio::Coroutine<> { co_await never; };
    task = loop.create_task(wait(loop.create_future<void>(), witness), "stuck");
    loop.run_until_idle();
    EXPECT_EQ(witness.use_count(), 2);
  }
  EXPECT_EQ(reports, (Log{"task was destroyed but it is pending: 'stuck'"}));
  EXPECT_EQ(witness.use_count(), 1);
  EXPECT_TRUE(task->cancelled());
  EXPECT_EQ(task->get_name(), "stuck");
}

TEST_F(Task, IsMadeOfAnyAwaitableByEnsureFuture) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto task = aio::ensure_future(note("coroutine", 1));
    EXPECT_EQ(aio::ensure_future(task), task);
    co_await aio::ensure_future(aio::sleep(1s));
    EXPECT_EQ(co_await task, 1);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(now(), 1s);
}

} // namespace
} // namespace aio_test
