// Debug mode: each finding once, with the line where it was created; and the watchers that go with it.

#include "manual_loop.h"
#include "watchdog.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace aio_test {
namespace {

struct Debug : testing::Test, ManualLoop {
  Debug() { loop.set_debug(true); }

  /// A place in this file, as debug mode writes it.
  static std::string line(unsigned number) { return std::string(__FILE__) + ':' + std::to_string(number); }

  aio::Coroutine<> nap() { co_await aio::sleep(1h); }
  static constexpr unsigned nap_line = __LINE__ - 1;
};

TEST_F(Debug, FindsACoroutineThatIsNeverAwaited) {
  const auto main = [&]() -> aio::Coroutine<> {
    static_cast<void>(nap());
    co_return;
  };
  loop.run_until_complete(main());
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_NE(reports[0].find("nap"), std::string::npos) << reports[0];
  EXPECT_NE(reports[0].find("was never awaited"), std::string::npos);
#ifdef __clang__ // g++ gives the last line of the function.
  EXPECT_NE(reports[0].find(line(nap_line)), std::string::npos) << reports[0];
#endif
}

TEST_F(Debug, IsContentWithWhatIsAwaitedOrMadeATask) {
  const auto value = []() -> aio::Coroutine<int> { co_return 1; };
  const auto numbers = []() -> aio::AsyncGenerator<int> { co_yield 1; };
  const auto main = [&]() -> aio::Coroutine<> {
    co_await value();
    co_await aio::create_task(value());
    co_await aio::gather(value(), value());
    auto generator = numbers();
    while (co_await generator.anext())
      ;
  };
  loop.run_until_complete(main());
  EXPECT_TRUE(reports.empty()) << reports[0];
}

TEST_F(Debug, IsContentWithATaskThatIsCancelledBeforeItAwaitsWhatItWasGiven) {
  const auto task = loop.create_task(aio::wait_for(nap(), 1s));
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(reports.empty()) << reports[0];
}

TEST_F(Debug, IsContentWithACoroutineThatHasNoTimeLeft) {
  const auto main = [&]() -> aio::Coroutine<> { EXPECT_THROW(co_await aio::wait_for(nap(), 0s), aio::TimeoutError); };
  loop.run_until_complete(main());
  EXPECT_TRUE(reports.empty()) << reports[0];
}

TEST_F(Debug, SaysWhereATaskWasCreatedWhoseExceptionNobodyRead) {
  const auto fails = []() -> aio::Coroutine<> {
    throw std::runtime_error("oops");
    co_return;
  };
  loop.create_task(fails(), "lost");
  const unsigned created = __LINE__ - 1;
  loop.run_until_idle();
  EXPECT_EQ(reports, (Log{"task exception was never retrieved: 'lost': oops, created at " + line(created)}));
}

TEST_F(Debug, SaysWhereAPendingTaskWasCreated) {
  Log destroyed;
  unsigned created = 0;
  {
    aio::EventLoop other(clock);
    other.set_debug(true);
    other.set_exception_handler([&](const aio::ExceptionContext &context) { destroyed.push_back(describe(context)); });
    other.create_task(nap(), "left");
    created = __LINE__ - 1;
    other.run_until_idle();
  }
  EXPECT_EQ(destroyed, (Log{"task was destroyed but it is pending: 'left', created at " + line(created)}));
}

TEST_F(Debug, SaysWhereAFutureWasCreatedThatIsSetTwice) {
  const auto future = loop.create_future<int>();
  const unsigned created = __LINE__ - 1;
  future.set_result(1);
  try {
    future.set_result(2);
    FAIL();
  } catch (const aio::InvalidStateError &error) {
    // Behind it comes where it is set again, if there is debug information; see test/witness.
    const std::string expected = "set_result: the future is already done; it was created at " + line(created);
    EXPECT_EQ(std::string(error.what()).substr(0, expected.size()), expected);
  }
}

TEST_F(Debug, FindsAStepThatTakesTooLong) {
  const auto main = [&]() -> aio::Coroutine<> {
    co_await aio::sleep(0s);
    const unsigned resumed = __LINE__ - 1;
    clock.advance(250ms);
    co_await aio::sleep(0s);
    const unsigned stopped = __LINE__ - 1;
    EXPECT_EQ(reports.at(0).substr(0, reports.at(0).find(": 'slow'")),
              "a task ran for 250 ms from " + line(resumed) + " to " + line(stopped));
  };
  loop.run_until_complete(loop.create_task(main(), "slow"));
  EXPECT_EQ(reports.size(), 1u);
}

TEST_F(Debug, FindsACallbackThatTakesTooLongForTheLimitThatIsSet) {
  EXPECT_EQ(loop.slow_callback_duration(), 100ms);
  loop.set_slow_callback_duration(1s);
  EXPECT_EQ(loop.slow_callback_duration(), 1s);
  loop.call_soon([&] { clock.advance(999ms); });
  loop.run_until_idle();
  EXPECT_TRUE(reports.empty());
  loop.call_soon([&] { clock.advance(1s); });
  loop.run_until_idle();
  EXPECT_EQ(reports, (Log{"a callback ran for 1000 ms"}));
}

TEST_F(Debug, RefusesCallsFromAnotherThread) {
  const auto main = [&]() -> aio::Coroutine<> {
    std::thread([&] {
      EXPECT_THROW(loop.call_soon([] {}), aio::RuntimeError);
      EXPECT_THROW(loop.call_later(1s, [] {}), aio::RuntimeError);
      EXPECT_THROW(loop.create_task(nap()), aio::RuntimeError);
      loop.call_soon_threadsafe([] {});
    }).join();
    co_return;
  };
  loop.run_until_complete(main());
}

TEST_F(Debug, SaysWhereACallFromAnotherThreadIs) {
  const auto main = [&]() -> aio::Coroutine<> {
    std::string error;
    [[maybe_unused]] constexpr unsigned call_line = __LINE__ + 3;
    std::thread([&] {
      try {
        loop.create_task(nap());
      } catch (const aio::RuntimeError &wrong) {
        error = wrong.what();
      }
    }).join();
    EXPECT_TRUE(error.starts_with("create_task: called from another thread than the loop's")) << error;
    if (AIO_HAS_BACKTRACE)
      EXPECT_NE(error.find("debug_test.cpp:" + std::to_string(call_line)), std::string::npos) << error;
    co_return;
  };
  loop.run_until_complete(main());
}

TEST_F(Debug, CanBeSwitchedOffWhileTheLoopRuns) {
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_TRUE(loop.get_debug());
    loop.set_debug(false);
    static_cast<void>(nap());
    co_return;
  };
  loop.run_until_complete(main());
  EXPECT_TRUE(reports.empty());
}

TEST_F(Debug, ShowsWhatEveryTaskWaitsForAndThroughWhom) {
  aio::Lock lock;
  const auto inner = [&]() -> aio::Coroutine<> { co_await lock.acquire(); };
  const unsigned inner_line = __LINE__ - 1;
  const auto outer = [&]() -> aio::Coroutine<> { co_await inner(); };
  const unsigned outer_line = __LINE__ - 1;
  const auto join = [&](aio::Task<> task) -> aio::Coroutine<> { co_await task; };
  loop.run_until_complete(inner()); // Takes the lock.
  const auto waiting = loop.create_task(outer(), "waiting");
  loop.create_task(join(waiting), "joining");
  loop.create_task(nap(), "napping");
  loop.run_until_idle();
  const auto tasks = inspect_tasks(loop);
  ASSERT_EQ(tasks.size(), 3u);
  EXPECT_EQ(tasks[0].waits_for, "Lock::acquire");
  ASSERT_EQ(tasks[0].awaits.size(), 2u);
  EXPECT_EQ(tasks[0].awaits[0].where.line(), outer_line);
  EXPECT_EQ(tasks[0].awaits[1].where.line(), inner_line);
  EXPECT_EQ(tasks[1].waits_for, "task 'waiting'");
  EXPECT_EQ(tasks[2].waits_for, "sleep");
  EXPECT_NE(describe(tasks).find("task 'joining' waits for task 'waiting', created at "), std::string::npos);
  EXPECT_NE(describe_json(tasks).find(R"({"name": "napping", "waits_for": "sleep", "file": ")"), std::string::npos);
}

TEST(DebugOff, KnowsTheTasksButNotTheirLines) {
  ManualLoop test;
  EXPECT_EQ(describe(inspect_tasks(test.loop)), "no tasks\n");
  test.loop.create_task([]() -> aio::Coroutine<> { co_await aio::sleep(1h); }(), "napping");
  EXPECT_EQ(describe(inspect_tasks(test.loop)), "task 'napping' is ready\n");
  test.loop.run_until_idle();
  EXPECT_EQ(describe(inspect_tasks(test.loop)), "task 'napping' waits for sleep\n");
}

TEST(DebugOff, WritesErrorsAsJson) {
  const aio::ExceptionContext context{"a \"message\"\n", nullptr, "main", {}};
  EXPECT_EQ(describe_json(context), R"({"message": "a \"message\"\u000a", "task": "main"})");
}

TEST(Watchdog, ReportsOnceWhatHangsAndWhere) {
  aio::detail::Watchdog watchdog(1s);
  EXPECT_EQ(watchdog.check(aio::TimePoint(5s)), "");
  watchdog.begin("task 'main'", {}, aio::TimePoint(1s));
  EXPECT_EQ(watchdog.check(aio::TimePoint(1s + 999ms)), "");
  EXPECT_EQ(watchdog.check(aio::TimePoint(2s)), "the loop hangs for 1000 ms in task 'main'");
  EXPECT_EQ(watchdog.check(aio::TimePoint(3s)), "");
  watchdog.begin("a callback", {}, aio::TimePoint(4s));
  watchdog.end();
  EXPECT_EQ(watchdog.check(aio::TimePoint(9s)), "");
}

TEST(Watchdog, TakesAnotherLimit) {
  aio::detail::Watchdog watchdog(1s);
  watchdog.set_limit(2s);
  watchdog.begin("a callback", {}, aio::TimePoint(0s));
  EXPECT_EQ(watchdog.check(aio::TimePoint(1s)), "");
  EXPECT_EQ(watchdog.check(aio::TimePoint(2s)), "the loop hangs for 2000 ms in a callback");
}

struct Monitor : testing::Test, ManualLoop, aio::TaskMonitor {
  Log log;

  void created(const aio::AnyTask &task) override { log.push_back("created " + task.get_name()); }
  void resumed(const aio::AnyTask &task) override { log.push_back("resumed " + task.get_name()); }
  void suspended(const aio::AnyTask &task) override { log.push_back("suspended " + task.get_name()); }
  void done(const aio::AnyTask &task) override { log.push_back("done " + task.get_name()); }
};

TEST_F(Monitor, IsToldWhatTasksDo) {
  loop.set_task_monitor(this);
  loop.create_task([]() -> aio::Coroutine<> { co_await aio::sleep(1s); }(), "a");
  loop.run_until_idle();
  advance(1s);
  EXPECT_EQ(log, (Log{"created a", "resumed a", "suspended a", "resumed a", "done a"}));
  loop.set_task_monitor(nullptr);
}

struct Clumsy : aio::TaskMonitor {
  void done(const aio::AnyTask &) override { throw std::runtime_error("oops"); }
};

TEST(MonitorAlone, ThatThrowsIsReported) {
  ManualLoop test;
  Clumsy clumsy;
  test.loop.set_task_monitor(&clumsy);
  test.loop.create_task([]() -> aio::Coroutine<> { co_return; }(), "a");
  test.loop.run_until_idle();
  EXPECT_EQ(test.reports, (Log{"exception in a task monitor: 'a': oops"}));
  test.loop.set_task_monitor(nullptr);
}

} // namespace
} // namespace aio_test
