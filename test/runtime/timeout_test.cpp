// timeout, shield and scope: limits that move, work that goes on, cleanup that waits.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace aio_test {
namespace {

struct Timeouts : testing::Test, ManualLoop {
  Log log;
};

TEST_F(Timeouts, GiveTheResultOfABodyThatIsInTime) {
  EXPECT_EQ(loop.run_until_complete(aio::timeout(2s,
                                                 [](aio::Timeout &limit) -> aio::Coroutine<int> {
                                                   co_await aio::sleep(1s);
                                                   EXPECT_FALSE(limit.expired());
                                                   co_return 7;
                                                 })),
            7);
  EXPECT_EQ(now(), 1s);
}

TEST_F(Timeouts, CancelTheBodyAndThrow) {
  const auto body = [&](aio::Timeout &limit) -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      log.push_back(limit.expired() ? "expired" : "cancelled");
      throw;
    }
  };
  EXPECT_THROW(loop.run_until_complete(aio::timeout(2s, body)), aio::TimeoutError);
  EXPECT_EQ(log, (Log{"expired"}));
  EXPECT_EQ(now(), 2s);
}

TEST_F(Timeouts, CanBeMovedWhileTheBodyRuns) {
  const auto body = [&](aio::Timeout &limit) -> aio::Coroutine<> {
    EXPECT_EQ(limit.when().time_since_epoch(), 2s);
    co_await aio::sleep(1s);
    limit.reschedule(5s);
    co_await aio::sleep(4s);
    limit.reschedule_at(loop.time() + 1s);
    co_await aio::sleep(1h);
  };
  EXPECT_THROW(loop.run_until_complete(aio::timeout(2s, body)), aio::TimeoutError);
  EXPECT_EQ(now(), 6s);
}

TEST_F(Timeouts, CanBeTakenAway) {
  const auto body = [&](aio::Timeout &limit) -> aio::Coroutine<> {
    limit.reschedule(aio::forever);
    co_await aio::sleep(24h);
  };
  loop.run_until_complete(aio::timeout(2s, body));
  EXPECT_EQ(now(), 24h);
}

TEST_F(Timeouts, CannotBeMovedWhenTheyAreOver) {
  const auto body = [&](aio::Timeout &limit) -> aio::Coroutine<> {
    try {
      co_await aio::sleep(1h);
    } catch (const aio::CancelledError &) {
      EXPECT_THROW(limit.reschedule(1h), aio::InvalidStateError);
      throw;
    }
  };
  EXPECT_THROW(loop.run_until_complete(aio::timeout(1s, body)), aio::TimeoutError);
}

TEST_F(Timeouts, PassACancellationFromElsewhereOn) {
  const auto body = [](aio::Timeout &) -> aio::Coroutine<> { co_await aio::sleep(1h); };
  auto task = loop.create_task(aio::timeout(2h, body));
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
}

TEST_F(Timeouts, NestAndEachTellsItsOwn) {
  const auto inner = [](aio::Timeout &) -> aio::Coroutine<> { co_await aio::sleep(1h); };
  const auto outer = [&](aio::Timeout &) -> aio::Coroutine<> {
    EXPECT_THROW(co_await aio::timeout(1s, inner), aio::TimeoutError);
    log.push_back("outer goes on");
    co_await aio::sleep(1s);
  };
  loop.run_until_complete(aio::timeout(3s, outer));
  EXPECT_EQ(log, (Log{"outer goes on"}));
}

struct Shield : Timeouts {
  aio::Coroutine<int> save() {
    co_await aio::sleep(2s);
    log.push_back("saved");
    co_return 1;
  }
};

TEST_F(Shield, GivesTheResult) {
  const auto main = [&]() -> aio::Coroutine<int> { co_return co_await aio::shield(save()); };
  EXPECT_EQ(loop.run_until_complete(main()), 1);
}

TEST_F(Shield, LetsTheWorkGoOnWhenTheWaitIsCancelled) {
  auto saving = loop.create_task(save());
  const auto main = [&]() -> aio::Coroutine<> { co_await aio::shield(saving); };
  auto waiting = loop.create_task(main());
  loop.run_until_idle();
  waiting.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(waiting.cancelled());
  EXPECT_FALSE(saving.done());
  EXPECT_EQ(loop.run_until_complete(saving), 1);
  EXPECT_EQ(log, (Log{"saved"}));
}

TEST_F(Shield, LetsTheWorkGoOnAfterATimeout) {
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_THROW(co_await aio::wait_for(aio::shield(save()), 1s), aio::TimeoutError);
    co_await aio::sleep(2s);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"saved"}));
}

TEST_F(Shield, ThrowsIfTheWorkItselfIsCancelled) {
  auto saving = loop.create_task(save());
  const auto main = [&]() -> aio::Coroutine<> { EXPECT_THROW(co_await aio::shield(saving), aio::CancelledError); };
  auto waiting = loop.create_task(main());
  loop.run_until_idle();
  saving.cancel();
  loop.run_until_complete(waiting);
  EXPECT_FALSE(waiting.cancelled());
}

struct Scope : Timeouts {
  aio::Coroutine<> clean_up() {
    co_await aio::sleep(1s);
    log.push_back("clean");
  }
};

TEST_F(Scope, CleansUpAfterSuccess) {
  EXPECT_EQ(
      loop.run_until_complete(aio::scope([]() -> aio::Coroutine<int> { co_return 7; }, [&] { return clean_up(); })), 7);
  EXPECT_EQ(log, (Log{"clean"}));
}

TEST_F(Scope, CleansUpAfterAnError) {
  const auto body = []() -> aio::Coroutine<> {
    throw std::runtime_error("oops");
    co_return;
  };
  EXPECT_THROW(loop.run_until_complete(aio::scope(body, [&] { return clean_up(); })), std::runtime_error);
  EXPECT_EQ(log, (Log{"clean"}));
}

TEST_F(Scope, CleansUpAfterACancellation) {
  const auto body = []() -> aio::Coroutine<> { co_await aio::sleep(1h); };
  auto task = loop.create_task(aio::scope(body, [&] { return clean_up(); }));
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_FALSE(task.done());
  advance(1s);
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(log, (Log{"clean"}));
}

TEST_F(Scope, CanBeCancelledInItsCleanup) {
  const auto body = []() -> aio::Coroutine<> { co_return; };
  auto task = loop.create_task(aio::scope(body, [&] { return clean_up(); }));
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_TRUE(log.empty());
}

} // namespace
} // namespace aio_test
