// Future<T>: pending, then done or cancelled, once; any number of waiters and callbacks.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace aio_test {
namespace {

template <class F> std::string message_of(F function) {
  try {
    function();
  } catch (const std::exception &error) {
    return error.what();
  }
  return "nothing thrown";
}

struct Future : testing::Test, ManualLoop {
  aio::Future<int> future = loop.create_future<int>();
};

TEST_F(Future, IsPendingUntilItIsSet) {
  EXPECT_FALSE(future.done());
  future.set_result(42);
  EXPECT_TRUE(future.done());
  EXPECT_FALSE(future.cancelled());
  EXPECT_EQ(future.result(), 42);
  EXPECT_EQ(future.exception(), nullptr);
}

TEST_F(Future, ReadEarlyNamesTheOperation) {
  EXPECT_EQ(message_of([&] { static_cast<void>(future.result()); }), "result: the future is not done");
  EXPECT_EQ(message_of([&] { static_cast<void>(future.exception()); }), "exception: the future is not done");
  EXPECT_THROW(static_cast<void>(future.result()), aio::InvalidStateError);
}

TEST_F(Future, SetTwiceNamesTheOperation) {
  future.set_result(1);
  EXPECT_EQ(message_of([&] { future.set_result(2); }), "set_result: the future is already done");
  EXPECT_EQ(message_of([&] { future.set_exception(std::runtime_error("late")); }),
            "set_exception: the future is already done");
  EXPECT_THROW(future.set_result(2), aio::InvalidStateError);
  EXPECT_EQ(future.result(), 1);
}

TEST_F(Future, ThrowsItsExceptionToEveryReader) {
  future.set_exception(std::runtime_error("lost"));
  EXPECT_EQ(message_of([&] { static_cast<void>(future.result()); }), "lost");
  EXPECT_EQ(message_of([&] { static_cast<void>(future.result()); }), "lost");
  EXPECT_NE(future.exception(), nullptr);
}

TEST_F(Future, IsCancelledAtOnceAndOnlyWhilePending) {
  EXPECT_TRUE(future.cancel());
  EXPECT_TRUE(future.done());
  EXPECT_TRUE(future.cancelled());
  EXPECT_THROW(static_cast<void>(future.result()), aio::CancelledError);
  EXPECT_THROW(static_cast<void>(future.exception()), aio::CancelledError);
  EXPECT_THROW(future.set_result(1), aio::InvalidStateError);
  EXPECT_FALSE(future.cancel());
}

TEST_F(Future, WakesAllWhoAwaitItInTheirOrder) {
  Log log;
  const auto wait = [&](std::string name) -> aio::Coroutine<> {
    log.push_back(name + " " + std::to_string(co_await future));
  };
  const auto first = loop.create_task(wait("first"));
  const auto second = loop.create_task(wait("second"));
  loop.run_until_idle();
  future.set_result(5);
  EXPECT_TRUE(log.empty()) << "nobody resumes on the stack of set_result";
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"first 5", "second 5"}));
}

TEST_F(Future, ThatIsDoneIsAwaitedWithoutSuspending) {
  future.set_result(1);
  const auto main = [&]() -> aio::Coroutine<int> {
    bool other_ran = false;
    loop.call_soon([&] { other_ran = true; });
    const int sum = co_await future + co_await future;
    EXPECT_FALSE(other_ran);
    co_await aio::sleep(0s);
    co_return sum;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 2);
}

TEST_F(Future, ThatIsCancelledThrowsWhenAwaited) {
  future.cancel();
  const auto main = [&]() -> aio::Coroutine<> { EXPECT_THROW(co_await future, aio::CancelledError); };
  loop.run_until_complete(main());
}

TEST_F(Future, CallsItsCallbacksFromTheLoopInTheirOrder) {
  Log log;
  future.add_done_callback([&](const aio::Future<int> &done) { log.push_back("a " + std::to_string(done.result())); });
  future.add_done_callback([&](const aio::AnyFuture &done) { log.push_back(done.done() ? "b done" : "b pending"); });
  future.set_result(1);
  EXPECT_TRUE(log.empty());
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a 1", "b done"}));
}

TEST_F(Future, ThatIsDoneCallsANewCallbackInTheNextTurn) {
  future.set_result(1);
  bool called = false;
  future.add_done_callback([&](const aio::AnyFuture &) { called = true; });
  EXPECT_FALSE(called);
  loop.run_until_idle();
  EXPECT_TRUE(called);
}

TEST_F(Future, DoesNotCallACallbackThatWasTakenBack) {
  bool called = false;
  aio::Handle handle = future.add_done_callback([&](const aio::AnyFuture &) { called = true; });
  handle.cancel();
  EXPECT_TRUE(handle.cancelled());
  future.set_result(1);
  loop.run_until_idle();
  EXPECT_FALSE(called);
}

TEST_F(Future, ReportsAnExceptionOutOfACallback) {
  future.add_done_callback([](const aio::AnyFuture &) { throw std::runtime_error("oops"); });
  future.set_result(1);
  loop.run_until_idle();
  EXPECT_EQ(reports, (Log{"exception in a callback: oops"}));
}

TEST_F(Future, LivesUntilItsCallbacksHaveRun) {
  int seen = 0;
  {
    auto short_lived = loop.create_future<int>();
    short_lived.add_done_callback([&](const aio::Future<int> &done) { seen = done.result(); });
    short_lived.set_result(3);
  }
  loop.run_until_idle();
  EXPECT_EQ(seen, 3);
}

TEST_F(Future, ThatNobodyCanSetGoesWithItsCallbacks) {
  auto witness = std::make_shared<int>(0);
  {
    auto dropped = loop.create_future<int>();
    dropped.add_done_callback([witness](const aio::AnyFuture &) {});
    EXPECT_EQ(witness.use_count(), 2);
  }
  EXPECT_EQ(witness.use_count(), 1);
}

TEST_F(Future, ReportsAnExceptionThatNobodyRead) {
  loop.create_future<int>().set_exception(std::runtime_error("unseen"));
  EXPECT_EQ(reports, (Log{"future exception was never retrieved: unseen"}));
}

TEST_F(Future, KeepsQuietAboutAnExceptionThatWasRead) {
  {
    auto failed = loop.create_future<int>();
    failed.set_exception(std::runtime_error("seen"));
    static_cast<void>(failed.exception());
  }
  EXPECT_TRUE(reports.empty());
}

TEST_F(Future, GivesAMoveOnlyResultAway) {
  auto owner = loop.create_future<std::unique_ptr<int>>();
  owner.set_result(std::make_unique<int>(7));
  const auto main = [&]() -> aio::Coroutine<int> {
    const int seen = *co_await owner; // By reference: the future keeps it.
    const std::unique_ptr<int> mine = co_await std::move(owner);
    co_return seen + *mine;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 14);
}

TEST_F(Future, CopiesTheResultWhileOthersShareIt) {
  auto text = loop.create_future<std::string>();
  const auto shared = text;
  text.set_result("a text long enough to live on the heap");
  EXPECT_EQ(std::move(text).result(), shared.result());
}

TEST_F(Future, OfVoidHasNothingToGive) {
  auto event = loop.create_future<void>();
  event.set_result();
  const auto main = [&]() -> aio::Coroutine<> { co_await event; };
  loop.run_until_complete(main());
  event.result();
}

TEST(FutureAlone, CanBeReadAfterItsLoopIsGone) {
  std::optional<aio::Future<int>> done, pending;
  {
    aio::EventLoop loop;
    done = loop.create_future<int>();
    pending = loop.create_future<int>();
    pending->add_done_callback([](const aio::AnyFuture &) { FAIL() << "no loop, no callback"; });
    done->set_result(1);
  }
  EXPECT_EQ(done->result(), 1);
  pending->set_result(2);
  EXPECT_EQ(pending->result(), 2);
  EXPECT_THROW(pending->add_done_callback([](const aio::AnyFuture &) {}), aio::InvalidStateError);
}

TEST_F(Future, OfAnotherLoopCannotBeAwaited) {
  aio::EventLoop elsewhere;
  auto foreign = elsewhere.create_future<int>();
  const auto main = [&]() -> aio::Coroutine<> { EXPECT_THROW(co_await foreign, aio::RuntimeError); };
  loop.run_until_complete(main());
}

} // namespace
} // namespace aio_test
