// EventLoop: turns, callbacks, timers, stop, and the errors of running it wrongly.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace aio_test {
namespace {

struct EventLoop : testing::Test, ManualLoop {
  Log log;

  auto note(std::string text) {
    return [this, text = std::move(text)] { log.push_back(text); };
  }
};

TEST_F(EventLoop, CallsBackInOrder) {
  loop.call_soon(note("first"));
  loop.call_soon(note("second"));
  EXPECT_TRUE(log.empty());
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"first", "second"}));
}

TEST_F(EventLoop, LeavesToTheNextTurnWhatATurnMakesReady) {
  loop.call_soon([&] {
    log.push_back("first");
    loop.call_soon(note("from first"));
  });
  loop.call_soon(note("second"));
  loop.stop(); // One turn.
  loop.run_forever();
  EXPECT_EQ(log, (Log{"first", "second"}));
  loop.run_until_idle();
  EXPECT_EQ(log.back(), "from first");
}

TEST_F(EventLoop, DoesNotCallWhatWasCancelled) {
  aio::Handle handle = loop.call_soon(note("cancelled"));
  handle.cancel();
  EXPECT_TRUE(handle.cancelled());
  loop.run_until_idle();
  EXPECT_TRUE(log.empty());
}

TEST_F(EventLoop, LetsACallbackCancelAnotherOfTheSameTurn) {
  std::optional<aio::Handle> second;
  loop.call_soon([&] { second->cancel(); });
  second = loop.call_soon(note("cancelled"));
  loop.run_until_idle();
  EXPECT_TRUE(log.empty());
}

TEST_F(EventLoop, ReportsWhatACallbackThrowsAndGoesOn) {
  loop.call_soon([] { throw std::runtime_error("oops"); });
  loop.call_soon([] { throw aio::CancelledError(); });
  loop.call_soon([] { throw 1; });
  loop.call_soon(note("went on"));
  loop.run_until_idle();
  EXPECT_EQ(reports, (Log{"exception in a callback: oops", "exception in a callback: cancelled",
                          "exception in a callback: an exception of unknown type"}));
  EXPECT_EQ(log, (Log{"went on"}));
}

TEST_F(EventLoop, SurvivesAnExceptionHandlerThatThrows) {
  loop.set_exception_handler([](const aio::ExceptionContext &) { throw std::runtime_error("handler"); });
  loop.call_soon([] { throw std::runtime_error("oops"); });
  testing::internal::CaptureStderr();
  loop.run_until_idle();
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "aio: exception in a callback: oops\naio: exception in the exception handler: handler\n");
}

TEST_F(EventLoop, StopsAfterTheTurn) {
  loop.call_soon([&] {
    log.push_back("stop");
    loop.stop();
    loop.call_soon(note("next run"));
  });
  loop.call_soon(note("same turn"));
  loop.run_forever();
  EXPECT_EQ(log, (Log{"stop", "same turn"}));
  EXPECT_FALSE(loop.is_running());
}

TEST_F(EventLoop, IsRunningInsideItself) {
  EXPECT_FALSE(loop.is_running());
  EXPECT_THROW(static_cast<void>(aio::get_running_loop()), aio::RuntimeError);
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_TRUE(loop.is_running());
    EXPECT_EQ(&aio::get_running_loop(), &loop);
    co_return;
  };
  loop.run_until_complete(main());
}

TEST_F(EventLoop, CannotRunInsideALoop) {
  const auto main = [&]() -> aio::Coroutine<> {
    aio::EventLoop other;
    EXPECT_THROW(other.run_forever(), aio::RuntimeError);
    EXPECT_THROW(loop.run_until_idle(), aio::RuntimeError);
    EXPECT_THROW(other.run_until_complete(aio::sleep(0s)), aio::RuntimeError);
    EXPECT_THROW(aio::run([]() -> aio::Coroutine<> { co_return; }()), aio::RuntimeError);
    co_return;
  };
  loop.run_until_complete(main());
}

TEST_F(EventLoop, SaysSoWhenItIsStoppedBeforeTheResult) {
  auto never = loop.create_future<int>();
  loop.call_soon([&] { loop.stop(); });
  EXPECT_THROW(loop.run_until_complete(never), aio::RuntimeError);
  never.set_result(1);
  EXPECT_EQ(loop.run_until_complete(never), 1) << "it can run again";
}

TEST_F(EventLoop, RunsUntilAnyAwaitableIsDone) {
  EXPECT_EQ(loop.run_until_complete([]() -> aio::Coroutine<int> { co_return 1; }()), 1);
  loop.run_until_complete(aio::sleep(2s));
  EXPECT_EQ(now(), 2s);
}

TEST_F(EventLoop, CallsLaterInTheOrderOfTimeThenOfTheCalls) {
  loop.call_later(2s, note("2 s"));
  loop.call_later(1s, note("1 s"));
  loop.call_later(1s, note("1 s, called later"));
  loop.call_at(loop.time() + 500ms, note("0.5 s"));
  loop.call_later(0.75s, note("0.75 s"));
  advance(999'999'999ns);
  EXPECT_EQ(log, (Log{"0.5 s", "0.75 s"}));
  advance(1ns);
  EXPECT_EQ(log, (Log{"0.5 s", "0.75 s", "1 s", "1 s, called later"}));
  advance(1h);
  EXPECT_EQ(log.back(), "2 s");
}

TEST_F(EventLoop, CallsWhatIsOverdueInTheNextTurn) {
  clock.advance(1h);
  loop.call_at(aio::TimePoint(1min), note("past"));
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"past"}));
}

TEST_F(EventLoop, ForgetsACancelledTimer) {
  auto witness = std::make_shared<int>(0);
  {
    aio::TimerHandle handle = loop.call_later(1s, [witness] {});
    EXPECT_EQ(handle.when(), aio::TimePoint(1s));
    handle.cancel();
  }
  EXPECT_EQ(witness.use_count(), 1) << "at once, not when the time comes";
  advance(2s);
}

TEST_F(EventLoop, BoundsADelayThatIsTooLong) {
  loop.call_later(std::chrono::hours::max(), note("never"));
  loop.call_later(std::chrono::duration<double>(1e300), note("never"));
  advance(24h * 365 * 100);
  EXPECT_TRUE(log.empty());
}

TEST_F(EventLoop, ReadsTheClockOnceATurn) {
  loop.call_soon([&] {
    const aio::TimePoint before = loop.time();
    clock.advance(1s);
    EXPECT_EQ(loop.time(), before);
    loop.call_soon([&, before] { EXPECT_EQ(loop.time(), before + 1s); });
  });
  loop.run_until_idle();
}

TEST_F(EventLoop, ReadsTheClockAtEachCallWhenItDoesNotRun) {
  loop.run_until_idle();
  clock.advance(1h);
  EXPECT_EQ(loop.call_later(1s, [] {}).when(), aio::TimePoint(1h + 1s));
  clock.advance(1h);
  EXPECT_EQ(loop.call_later(1s, [] {}).when(), aio::TimePoint(2h + 1s));
}

TEST_F(EventLoop, GivesUpItsCallbacksWhenItIsDestroyed) {
  auto witness = std::make_shared<int>(0);
  {
    aio::EventLoop other;
    other.call_soon([witness] {});
    other.call_later(1s, [witness] {});
    other.call_soon_threadsafe([witness] {});
    EXPECT_EQ(witness.use_count(), 4);
  }
  EXPECT_EQ(witness.use_count(), 1);
}

TEST(EventLoopAlone, TellsATestThatForgotToAdvanceTheClock) {
  ManualLoop test(aio::ManualClock::OnIdle::fail);
  EXPECT_THROW(test.loop.run_until_complete(aio::sleep(1s)), aio::InvalidStateError);
  test.reports.clear();
}

TEST(EventLoopAlone, WaitsInRealTimeWithoutAClockOfItsOwn) {
  aio::EventLoop loop;
  const aio::TimePoint before = loop.time();
  loop.run_until_complete(aio::sleep(1ms));
  EXPECT_GE(loop.time() - before, 1ms) << "a timer is never early";
}

} // namespace
} // namespace aio_test
