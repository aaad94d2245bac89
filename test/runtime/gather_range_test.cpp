// gather over a range: its tasks are made when each begins, and nobody sees the difference.

#include "gather_fixture.h"

#include <memory>

namespace aio_test {
namespace {

struct GatherRange : Gather {
  aio::Coroutine<> note(std::string text) {
    log.push_back(text);
    co_return;
  }

  /// Calls `first`, then waits for an hour.
  template <class F> aio::Coroutine<> call(F first) {
    first();
    co_await note_after(1h, "late");
  }

  static std::vector<aio::Coroutine<>> several(auto... coroutines) {
    std::vector<aio::Coroutine<>> all;
    (all.push_back(std::move(coroutines)), ...);
    return all;
  }

  Log names() {
    Log found;
    for (const aio::AnyTask &task : aio::all_tasks())
      found.push_back(task.get_name());
    return found;
  }
};

TEST_F(GatherRange, ShowsAllItsTasksBeforeTheyBegin) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto both = aio::gather(several(note("a"), note("b")));
    EXPECT_EQ(names(), (Log{"Task-1", "Task-2", "Task-3"}));
    EXPECT_TRUE(log.empty());
    co_await both;
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "b"}));
}

TEST_F(GatherRange, NumbersItsTasksBeforeThoseThatAreMadeLater) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto both = aio::gather(several(note("a"), call([&] { log.push_back(aio::current_task().get_name()); })));
    const auto later = aio::create_task(note("b"));
    EXPECT_EQ(later.get_name(), "Task-4");
    co_await both;
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "Task-3", "b", "late"}));
}

TEST_F(GatherRange, ThatIsCancelledAtOnceRunsNoChild) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto both = aio::gather(several(note("a"), note("b")));
    EXPECT_TRUE(both.cancel());
    EXPECT_THROW(co_await both, aio::CancelledError);
  };
  loop.run_until_complete(main());
  EXPECT_TRUE(log.empty());
}

TEST_F(GatherRange, CanBeCancelledByAChildThatBegins) {
  const auto main = [&]() -> aio::Coroutine<> {
    std::optional<aio::Future<void>> all;
    all = aio::gather(several(note("a"), call([&] { all->cancel(); }), note("b")));
    EXPECT_THROW(co_await *all, aio::CancelledError);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "late cancelled"})) << "the second sees it where it waits, the third does not begin";
}

TEST_F(GatherRange, LetsAChildSeeTheOnesThatBeginAfterIt) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto look = [&] { EXPECT_EQ(names(), (Log{"Task-1", "Task-3", "Task-4"})); };
    co_await aio::gather(several(note("a"), call(look), note("b")));
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "b", "late"}));
}

TEST_F(GatherRange, LetsAChildRunTheLoopUntilALaterOneIsDone) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto third = loop.create_future<void>();
    const auto set = [](aio::Future<void> future) -> aio::Coroutine<> {
      future.set_result();
      co_return;
    };
    const auto wait = [](aio::Future<void> future) -> aio::Coroutine<> { co_await future; };
    co_await aio::gather(several(note("a"), call([&] { aio::run_nested(wait(third)); }), set(third), note("b")));
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "b", "late"}));
}

TEST_F(GatherRange, FailsInTheTurnAfterTheFirstError) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto fail = []() -> aio::Coroutine<> {
      throw std::runtime_error("no");
      co_return;
    };
    const auto all = aio::gather(several(note("a"), fail(), fail(), note_after(1s, "b")));
    co_await aio::sleep(0s);
    EXPECT_FALSE(all.done()) << "the children have just begun";
    co_await aio::sleep(0s);
    EXPECT_TRUE(all.done());
    EXPECT_THROW(all.result(), std::runtime_error);
    co_await aio::sleep(2s);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "b"}));
  EXPECT_TRUE(reports.empty()) << "the second error is not lost: the gather took it over";
}

TEST_F(GatherRange, KeepsResultsOfEveryKind) {
  struct Constant {
    const int value; // Can be moved, not assigned.
  };
  const auto give = []<class T>(T value) -> aio::Coroutine<T> { co_return value; };
  const auto main = [&]() -> aio::Coroutine<> {
    std::vector<aio::Coroutine<bool>> bools;
    bools.push_back(give(true));
    const std::vector<bool> flags = co_await aio::gather(std::move(bools));
    EXPECT_EQ(flags, std::vector<bool>(1, true));
    std::vector<aio::Coroutine<Constant>> constants;
    constants.push_back(give(Constant{7}));
    const std::vector<Constant> values = co_await aio::gather(std::move(constants));
    EXPECT_EQ(values.front().value, 7);
  };
  loop.run_until_complete(main());
}

TEST_F(GatherRange, RefusesACoroutineThatWasAwaitedBefore) {
  const auto main = [&]() -> aio::Coroutine<> {
    std::vector<aio::Coroutine<>> notes = several(note("a"), note("b"));
    co_await std::move(notes[1]);
    EXPECT_THROW(static_cast<void>(aio::gather(std::move(notes))), aio::InvalidStateError);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"b"})) << "and begins none";
}

TEST_F(GatherRange, TellsAMonitorOfEachTask) {
  struct Monitor final : aio::TaskMonitor {
    explicit Monitor(Log &log) : log(log) {}
    void created(const aio::AnyTask &task) override { log.push_back(task.get_name() + " created"); }
    void done(const aio::AnyTask &task) override { log.push_back(task.get_name() + " done"); }
    Log &log;
  } monitor(log);
  const auto main = [&]() -> aio::Coroutine<> {
    const auto watched = aio::gather(several(note("a"), call([&] { loop.set_task_monitor(nullptr); }), note("b")));
    log.push_back("main");
    co_await watched;
  };
  loop.set_task_monitor(&monitor);
  const auto task = loop.create_task(main());
  loop.run_until_complete(task);
  EXPECT_EQ(log, (Log{"Task-1 created", "Task-2 created", "Task-3 created", "Task-4 created", "main", "a",
                      "Task-2 done", "b", "late"}));
}

TEST(GatherAlone, ReportsTheChildrenThatHadNotBegunWhenTheLoopEnds) {
  std::vector<std::string> reports;
  {
    aio::EventLoop loop;
    loop.set_exception_handler([&](const aio::ExceptionContext &context) { reports.push_back(context.task); });
    const auto child = []() -> aio::Coroutine<> { co_return; };
    const auto main = [&]() -> aio::Coroutine<> {
      std::vector<aio::Coroutine<>> children;
      children.push_back(child());
      children.push_back(child());
      static_cast<void>(aio::gather(std::move(children)));
      co_return;
    };
    const auto task = loop.create_task(main());
    loop.call_soon([&] { loop.stop(); });
    loop.run_forever();
  }
  EXPECT_EQ(reports, (std::vector<std::string>{"Task-2", "Task-3"}));
}

} // namespace
} // namespace aio_test
