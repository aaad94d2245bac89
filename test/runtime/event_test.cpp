// Event, Condition and Barrier: several tasks wait for the same thing.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace aio_test {
namespace {

struct Events : testing::Test, ManualLoop {
  Log log;
  aio::Event event;

  aio::Coroutine<> wait(std::string name) {
    co_await event.wait();
    log.push_back(name);
  }
};

TEST_F(Events, LetAllWaitersGoOnInTheirOrder) {
  auto a = loop.create_task(wait("a"));
  auto b = loop.create_task(wait("b"));
  loop.run_until_idle();
  EXPECT_TRUE(log.empty());
  event.set();
  EXPECT_TRUE(log.empty()) << "not on the stack of set()";
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a", "b"}));
}

TEST_F(Events, ThatAreSetDoNotSuspendUntilTheyAreCleared) {
  event.set();
  loop.run_until_complete(wait("set"));
  event.clear();
  EXPECT_FALSE(event.is_set());
  auto late = loop.create_task(wait("late"));
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"set"}));
  late.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(late.cancelled());
}

TEST_F(Events, WakeThoseWhoWaitedEvenIfClearedAtOnce) {
  auto task = loop.create_task(wait("pulse"));
  loop.run_until_idle();
  event.set();
  event.clear();
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"pulse"}));
}

struct Conditions : testing::Test, ManualLoop {
  Log log;
  aio::Condition condition;
  int stock = 0;

  aio::Coroutine<> buy(std::string name) {
    const auto guard = co_await condition.lock();
    try {
      co_await condition.wait_for([&] { return stock > 0; });
    } catch (const aio::CancelledError &) {
      log.push_back(name + " leaves, lock held: " + std::to_string(condition.locked()));
      throw;
    }
    --stock;
    log.push_back(name);
  }

  aio::Coroutine<> deliver(int count) {
    const auto guard = co_await condition.lock();
    stock += count;
    condition.notify(static_cast<std::size_t>(count));
  }
};

TEST_F(Conditions, WakeAsManyAsAreNotified) {
  auto a = loop.create_task(buy("a"));
  auto b = loop.create_task(buy("b"));
  auto c = loop.create_task(buy("c"));
  loop.run_until_idle();
  loop.run_until_complete(deliver(2));
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a", "b"}));
  EXPECT_FALSE(c.done());
  loop.run_until_complete(deliver(1));
  loop.run_until_idle();
  EXPECT_TRUE(c.done());
  EXPECT_FALSE(condition.locked());
}

TEST_F(Conditions, HoldTheLockWhenTheyThrow) {
  auto a = loop.create_task(buy("a"));
  loop.run_until_idle();
  a.cancel();
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a leaves, lock held: 1"}));
  EXPECT_TRUE(a.cancelled());
  EXPECT_FALSE(condition.locked());
}

TEST_F(Conditions, PassANotificationOnThatMeetsACancelledTask) {
  auto a = loop.create_task(buy("a"));
  auto b = loop.create_task(buy("b"));
  loop.run_until_idle();
  loop.create_task(deliver(1));
  loop.call_soon([&] { a.cancel(); }); // After a was notified, before it runs.
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a leaves, lock held: 1", "b"}));
}

TEST_F(Conditions, NotifyAllWakesAll) {
  const auto wait_once = [&]() -> aio::Coroutine<> {
    const auto guard = co_await condition.lock();
    co_await condition.wait();
    log.push_back("woken");
  };
  auto a = loop.create_task(wait_once());
  auto b = loop.create_task(wait_once());
  loop.run_until_idle();
  const auto wake_all = [&]() -> aio::Coroutine<> {
    const auto guard = co_await condition.lock();
    condition.notify_all();
  };
  loop.run_until_complete(wake_all());
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"woken", "woken"}));
}

TEST_F(Conditions, NeedTheLock) {
  EXPECT_THROW(condition.notify(), aio::RuntimeError);
  EXPECT_THROW(condition.notify_all(), aio::RuntimeError);
  EXPECT_THROW(loop.run_until_complete(condition.wait()), aio::RuntimeError);
}

TEST_F(Conditions, CanShareALock) {
  aio::Lock lock;
  aio::Condition one(lock), other(lock);
  loop.run_until_complete([](aio::Condition &condition) -> aio::Coroutine<> { co_await condition.acquire(); }(one));
  EXPECT_TRUE(other.locked());
  other.release();
  EXPECT_FALSE(lock.locked());
}

struct Barriers : testing::Test, ManualLoop {
  aio::Barrier barrier{3};

  aio::Coroutine<std::size_t> arrive(aio::Delay delay) {
    co_await aio::sleep(delay);
    co_return co_await barrier.wait();
  }
};

TEST_F(Barriers, ArePassedTogetherAndAgain) {
  for (int round = 0; round < 2; ++round) {
    const auto main = [&]() -> aio::Coroutine<> {
      const auto [a, b, c] = co_await aio::gather(arrive(3s), arrive(1s), arrive(2s));
      EXPECT_EQ(a, 2u);
      EXPECT_EQ(b, 0u);
      EXPECT_EQ(c, 1u);
    };
    loop.run_until_complete(main());
  }
  EXPECT_EQ(now(), 6s);
}

TEST_F(Barriers, DoNotCountATaskThatIsCancelled) {
  auto gone = loop.create_task(arrive(0s));
  auto a = loop.create_task(arrive(0s));
  loop.run_until_idle();
  gone.cancel();
  loop.run_until_idle();
  EXPECT_EQ(barrier.n_waiting(), 1u);
  auto b = loop.create_task(arrive(0s));
  auto c = loop.create_task(arrive(0s));
  loop.run_until_idle();
  EXPECT_EQ(a.result() + b.result() + c.result(), 0u + 1u + 2u);
}

TEST_F(Barriers, ThatAreResetOrAbortedThrow) {
  auto a = loop.create_task(arrive(0s));
  loop.run_until_idle();
  barrier.reset();
  loop.run_until_idle();
  EXPECT_THROW(a.result(), aio::BrokenBarrierError);
  EXPECT_FALSE(barrier.broken());
  barrier.abort();
  EXPECT_THROW(loop.run_until_complete(arrive(0s)), aio::BrokenBarrierError);
  EXPECT_THROW(aio::Barrier(0), std::invalid_argument);
}

} // namespace
} // namespace aio_test
