// Lock, Semaphore and BoundedSemaphore: fair, and nothing is lost when a task is cancelled.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aio_test {
namespace {

struct Locks : testing::Test, ManualLoop {
  Log log;
  aio::Lock lock;

  aio::Coroutine<> hold(std::string name, aio::Delay delay) {
    const aio::LockGuard guard = co_await lock.lock();
    log.push_back(name);
    co_await aio::sleep(delay);
    log.push_back(name + " leaves");
  }
};

TEST_F(Locks, LetOneTaskInAtATimeInTheOrderInWhichTheyCame) {
  auto a = loop.create_task(hold("a", 2s));
  auto b = loop.create_task(hold("b", 1s));
  auto c = loop.create_task(hold("c", 1s));
  loop.run_until_complete(aio::wait(std::vector{a, b, c}));
  EXPECT_EQ(log, (Log{"a", "a leaves", "b", "b leaves", "c", "c leaves"}));
  EXPECT_EQ(now(), 4s);
  EXPECT_FALSE(lock.locked());
}

TEST_F(Locks, ThatAreFreeDoNotSuspend) {
  const auto main = [&]() -> aio::Coroutine<> {
    loop.call_soon([&] { log.push_back("callback"); });
    co_await lock.acquire();
    log.push_back("locked");
    EXPECT_TRUE(lock.locked());
    lock.release();
    co_await aio::sleep(0s);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"locked", "callback"}));
}

TEST_F(Locks, GoToTheWaiterNotToWhoComesInBetween) {
  const auto main = [&]() -> aio::Coroutine<> {
    co_await lock.acquire();
    const auto waiter = aio::create_task(hold("waiter", 1s));
    co_await aio::sleep(0s);
    lock.release();
    EXPECT_TRUE(lock.locked()) << "the waiter has it, before it runs";
    const auto guard = co_await lock.lock();
    log.push_back("main");
    co_await waiter;
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"waiter", "waiter leaves", "main"}));
}

TEST_F(Locks, AreNotTakenByATaskThatIsCancelledWhileItWaits) {
  auto a = loop.create_task(hold("a", 1s));
  auto b = loop.create_task(hold("b", 1s));
  auto c = loop.create_task(hold("c", 1s));
  loop.run_until_idle();
  b.cancel();
  loop.run_until_complete(aio::wait(std::vector{a, b, c}));
  EXPECT_EQ(log, (Log{"a", "a leaves", "c", "c leaves"}));
  EXPECT_TRUE(b.cancelled());
}

TEST_F(Locks, GoOnFromATaskThatIsCancelledJustBeforeItHasThem) {
  const auto main = [&]() -> aio::Coroutine<> {
    co_await lock.acquire();
    const auto b = aio::create_task(hold("b", 1s));
    const auto c = aio::create_task(hold("c", 1s));
    co_await aio::sleep(0s);
    lock.release(); // To b, which is ready now.
    b.cancel();
    co_await c;
    EXPECT_TRUE(b.cancelled());
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"c", "c leaves"}));
  EXPECT_FALSE(lock.locked());
}

TEST_F(Locks, AreReleasedByAGuardThatMoves) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto guard = co_await lock.lock();
    {
      const auto inner = std::move(guard);
      EXPECT_TRUE(lock.locked());
    }
    EXPECT_FALSE(lock.locked());
  };
  loop.run_until_complete(main());
}

TEST_F(Locks, ThatNobodyHoldsCannotBeReleased) { EXPECT_THROW(lock.release(), aio::RuntimeError); }

TEST_F(Locks, NeedATask) {
  loop.call_soon([&] { static_cast<void>(lock.lock()); }); // Not awaited: takes nothing.
  loop.run_until_idle();
  EXPECT_FALSE(lock.locked());
}

struct Semaphores : Locks {
  int inside = 0, most = 0;

  aio::Coroutine<> use(aio::Semaphore &semaphore) {
    const auto guard = co_await semaphore.lock();
    most = std::max(most, ++inside);
    co_await aio::sleep(1s);
    --inside;
  }
};

TEST_F(Semaphores, LimitHowManyGetIn) {
  aio::Semaphore semaphore(3);
  const auto main = [&]() -> aio::Coroutine<> {
    std::vector<aio::Coroutine<>> users;
    for (int i = 0; i < 7; ++i)
      users.push_back(use(semaphore));
    co_await aio::gather(std::move(users));
  };
  loop.run_until_complete(main());
  EXPECT_EQ(most, 3);
  EXPECT_EQ(now(), 3s);
}

TEST_F(Semaphores, CanGetMorePermitsThanTheyBeganWith) {
  aio::Semaphore semaphore(0);
  EXPECT_TRUE(semaphore.locked());
  semaphore.release();
  EXPECT_FALSE(semaphore.locked());
  loop.run_until_complete(
      [](aio::Semaphore &semaphore) -> aio::Coroutine<> { co_await semaphore.acquire(); }(semaphore));
  EXPECT_TRUE(semaphore.locked());
}

TEST_F(Semaphores, ThatAreBoundedNoticeAReleaseTooMuch) {
  aio::BoundedSemaphore semaphore(1);
  EXPECT_THROW(semaphore.release(), aio::RuntimeError);
  loop.run_until_complete(use(semaphore));
  EXPECT_THROW(semaphore.release(), aio::RuntimeError);
}

} // namespace
} // namespace aio_test
