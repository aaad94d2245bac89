// gather: children side by side, results in the order of the arguments, asyncio's rules for errors and cancellation.

#include "gather_fixture.h"

#include <memory>
#include <stdexcept>

namespace aio_test {
namespace {

TEST_F(Gather, GivesTheResultsInTheOrderOfItsArguments) {
  const auto main = [&]() -> aio::Coroutine<std::string> {
    const auto [number, text, nothing] =
        co_await aio::gather(after(2s, 42), after(1s, std::string("text")), aio::sleep(3s));
    static_assert(std::is_same_v<decltype(nothing), const std::monostate>);
    co_return text + std::to_string(number);
  };
  EXPECT_EQ(loop.run_until_complete(main()), "text42");
  EXPECT_EQ(now(), 3s);
}

TEST_F(Gather, TakesARange) {
  std::vector<aio::Coroutine<int>> fetches;
  fetches.reserve(5);
  for (int i = 0; i < 5; ++i)
    fetches.push_back(after(std::chrono::seconds(5 - i), i));
  const auto main = [&]() -> aio::Coroutine<std::vector<int>> { co_return co_await aio::gather(std::move(fetches)); };
  EXPECT_EQ(loop.run_until_complete(main()), (std::vector<int>{0, 1, 2, 3, 4}));
  EXPECT_EQ(now(), 5s);
}

TEST_F(Gather, OfARangeMovesWhatCannotBeCopied) {
  const auto make = [](int value) -> aio::Coroutine<std::unique_ptr<int>> { co_return std::make_unique<int>(value); };
  std::vector<aio::Coroutine<std::unique_ptr<int>>> makers;
  makers.push_back(make(1));
  const auto main = [&]() -> aio::Coroutine<int> {
    const std::vector<std::unique_ptr<int>> made = co_await aio::gather(std::move(makers));
    co_return *made.front();
  };
  EXPECT_EQ(loop.run_until_complete(main()), 1);
}

TEST_F(Gather, OfARangeOfVoidGivesNothing) {
  const auto main = [&]() -> aio::Coroutine<> {
    std::vector<aio::Coroutine<>> notes;
    notes.push_back(note_after(2s, "second"));
    notes.push_back(note_after(1s, "first"));
    co_await aio::gather(std::move(notes));
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"first", "second"}));
}

TEST_F(Gather, OfNothingIsDoneAtOnce) {
  const auto main = []() -> aio::Coroutine<> {
    const auto none = aio::gather(std::vector<aio::Coroutine<int>>());
    EXPECT_TRUE(none.done());
    EXPECT_TRUE((co_await none).empty());
  };
  loop.run_until_complete(main());
}

TEST_F(Gather, StartsItsChildrenWithoutBeingAwaited) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto both = aio::gather(note_after(1s, "a"), note_after(1s, "b"));
    co_await aio::sleep(2s);
    log.push_back("main");
    co_await both;
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"a", "b", "main"}));
}

TEST_F(Gather, TakesTasksAndFuturesAsTheyAre) {
  auto future = loop.create_future<int>();
  auto task = loop.create_task(after(1s, 2));
  const auto main = [&]() -> aio::Coroutine<int> {
    const auto sum = aio::gather(future, task, future);
    future.set_result(1);
    const auto [a, b, c] = co_await sum;
    co_return a + b + c;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 4);
  EXPECT_EQ(task.result(), 2) << "the caller's handle can still be read";
}

TEST_F(Gather, MovesMoveOnlyResults) {
  const auto make = [](int value) -> aio::Coroutine<std::unique_ptr<int>> { co_return std::make_unique<int>(value); };
  const auto main = [&]() -> aio::Coroutine<int> {
    const auto [a, b] = co_await aio::gather(make(1), make(2));
    co_return *a + *b;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 3);
}

TEST_F(Gather, FailsWithTheFirstErrorAndLetsTheOthersFinish) {
  const auto main = [&]() -> aio::Coroutine<> {
    const auto all = aio::gather(note_after(3s, "slow"), fail_after(2s, "second"), fail_after(1s, "first"));
    try {
      co_await all;
    } catch (const std::runtime_error &error) {
      log.push_back(error.what());
    }
    co_await aio::sleep(5s);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"first", "slow"}));
  EXPECT_TRUE(reports.empty()) << "the second error is not lost: the gather took it over";
}

TEST_F(Gather, ThatIsCancelledCancelsItsChildren) {
  const auto main = [&]() -> aio::Coroutine<> { co_await aio::gather(note_after(1h, "a"), note_after(1h, "b")); };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a cancelled", "b cancelled"}));
  EXPECT_TRUE(task.cancelled());
}

TEST_F(Gather, ThatIsCancelledWaitsUntilEveryChildHasCleanedUp) {
  const auto clean_up_slowly = [](std::string &shared) -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      shared += "cancelled, ";
    }
    co_await aio::sleep(1s);
    shared += "cleaned up";
  };
  const auto main = [&]() -> aio::Coroutine<> {
    std::string shared; // The children borrow it.
    try {
      co_await aio::gather(note_after(1h, "a"), clean_up_slowly(shared));
    } catch (const aio::CancelledError &) {
      log.push_back(shared);
    }
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_complete(task);
  EXPECT_EQ(log, (Log{"a cancelled", "cancelled, cleaned up"}));
}

TEST_F(Gather, ThatIsCancelledThrowsTheErrorOfAChildThatCannotCleanUp) {
  const auto fail_to_clean_up = []() -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      throw std::runtime_error("disk full");
    }
  };
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_THROW(co_await aio::gather(note_after(1h, "a"), fail_to_clean_up(), fail_to_clean_up()), std::runtime_error);
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_complete(task);
  EXPECT_TRUE(reports.empty()) << "the other error is not lost: the gather took it over";
}

TEST_F(Gather, ThrowsCancelledErrorIfAChildIsCancelled) {
  auto child = loop.create_task(note_after(1h, "a"));
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_THROW((co_await aio::gather(child, note_after(1s, "b"))), aio::CancelledError);
    log.push_back("main goes on");
    co_await aio::sleep(2s);
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  child.cancel();
  loop.run_until_complete(task);
  EXPECT_EQ(log, (Log{"a cancelled", "main goes on", "b"}));
}

TEST_F(Gather, CanReturnExceptionsAsOutcomes) {
  auto doomed = loop.create_task(after(1h, 3));
  const auto main = [&]() -> aio::Coroutine<> {
    loop.call_later(1s, [&] { doomed.cancel(); });
    const auto [value, error, cancelled, nothing] = co_await aio::gather(
        aio::return_exceptions, after(3s, 1), fail_after(2s, "second"), doomed, note_after(1s, "void"));
    EXPECT_EQ(value.value(), 1);
    EXPECT_FALSE(error);
    EXPECT_THROW(error.value(), std::runtime_error);
    EXPECT_TRUE(cancelled.cancelled());
    EXPECT_THROW(cancelled.value(), aio::CancelledError);
    EXPECT_TRUE(nothing);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(now(), 3s) << "it waits for all";
  EXPECT_TRUE(reports.empty());
}

TEST_F(Gather, CanReturnTheOutcomesOfARange) {
  std::vector<aio::Coroutine<int>> fetches;
  fetches.push_back(after(2s, 1));
  fetches.push_back(fail_after(1s, "no"));
  const auto main = [&]() -> aio::Coroutine<> {
    std::vector<aio::Outcome<int>> outcomes = co_await aio::gather(aio::return_exceptions, std::move(fetches));
    EXPECT_EQ(std::move(outcomes[0]).value(), 1);
    EXPECT_TRUE(outcomes[1].exception());
  };
  loop.run_until_complete(main());
}

TEST_F(Gather, ThatReturnsExceptionsStillThrowsItsOwnCancellation) {
  const auto main = [&]() -> aio::Coroutine<> {
    static_cast<void>(co_await aio::gather(aio::return_exceptions, note_after(1h, "a"), note_after(1h, "b")));
    log.push_back("never");
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, (Log{"a cancelled", "b cancelled"}));
}

// A range of coroutines: the tasks are made for the first step of each, and nobody sees a difference.

TEST_F(Gather, CannotBeSetOrJoinAnotherLoop) {
  aio::EventLoop other;
  const auto main = [&]() -> aio::Coroutine<> {
    auto both = aio::gather(after(1s, 1), after(1s, 2));
    EXPECT_THROW(both.set_result(1, 2), aio::RuntimeError);
    EXPECT_THROW(static_cast<void>(aio::gather(other.create_future<int>())), aio::RuntimeError);
    co_await both;
  };
  loop.run_until_complete(main());
}

TEST(GatherAlone, ThatNeverEndsGoesWithTheLoop) {
  auto witness = std::make_shared<int>(0);
  {
    ManualLoop test;
    const auto main = [&]() -> aio::Coroutine<> {
      auto never = test.loop.create_future<std::shared_ptr<int>>();
      never.add_done_callback([witness](const aio::AnyFuture &) {});
      static_cast<void>(aio::gather(never));
      co_return;
    };
    test.loop.run_until_complete(main());
    EXPECT_EQ(witness.use_count(), 2);
  }
  EXPECT_EQ(witness.use_count(), 1);
}

} // namespace
} // namespace aio_test
