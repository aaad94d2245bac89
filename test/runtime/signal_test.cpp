// Signals: handlers of a loop, and Ctrl-C. The process sends them to itself.

#include "cancel_everywhere.h"

#include <gtest/gtest.h>

#include <csignal>
#include <stdexcept>
#include <thread>

namespace aio_test {
namespace {

bool has_default_effect(int signal) {
  struct sigaction now{};
  ::sigaction(signal, nullptr, &now);
  return now.sa_handler == SIG_DFL;
}

struct SignalHandlers : testing::Test, ManualLoop {
  aio::Event came;
  Log log;

  /// Sends the signal to the process and waits until a handler has set `came`.
  aio::Coroutine<> raise_and_wait(int signal) {
    came.clear();
    std::raise(signal);
    co_await came.wait();
  }
};

TEST_F(SignalHandlers, RunOnTheLoop) {
  loop.add_signal_handler(SIGUSR1, [&] {
    log.push_back("handled");
    came.set();
    EXPECT_EQ(&aio::get_running_loop(), &loop);
  });
  loop.run_until_complete(raise_and_wait(SIGUSR1));
  loop.run_until_complete(raise_and_wait(SIGUSR1));
  EXPECT_EQ(log, (Log{"handled", "handled"}));
}

TEST_F(SignalHandlers, TakeThePlaceOfTheOneBefore) {
  loop.add_signal_handler(SIGUSR1, [&] { log.push_back("first"); });
  loop.add_signal_handler(SIGUSR1, [&] { came.set(); });
  loop.run_until_complete(raise_and_wait(SIGUSR1));
  EXPECT_EQ(log, Log());
}

TEST_F(SignalHandlers, GiveTheSignalBackWhenTheyAreRemoved) {
  loop.add_signal_handler(SIGUSR1, [] {});
  EXPECT_FALSE(has_default_effect(SIGUSR1));
  EXPECT_TRUE(loop.remove_signal_handler(SIGUSR1));
  EXPECT_TRUE(has_default_effect(SIGUSR1));
  EXPECT_FALSE(loop.remove_signal_handler(SIGUSR1));
}

TEST_F(SignalHandlers, MayRemoveThemselves) {
  loop.add_signal_handler(SIGUSR1, [&] {
    loop.remove_signal_handler(SIGUSR1);
    came.set();
  });
  loop.run_until_complete(raise_and_wait(SIGUSR1));
  EXPECT_TRUE(has_default_effect(SIGUSR1));
}

TEST_F(SignalHandlers, ReportWhatTheyThrow) {
  loop.add_signal_handler(SIGUSR1, [&] {
    came.set();
    throw std::runtime_error("oops");
  });
  loop.run_until_complete(raise_and_wait(SIGUSR1));
  EXPECT_EQ(reports, (Log{"exception in a callback: oops"}));
}

TEST_F(SignalHandlers, AreRefusedForWhatCannotBeHandled) {
  EXPECT_THROW(loop.add_signal_handler(SIGKILL, [] {}), std::system_error);
  EXPECT_THROW(loop.add_signal_handler(-1, [] {}), std::system_error);
}

TEST_F(SignalHandlers, GoWithTheirLoop) {
  const auto before = open_descriptors();
  {
    aio::EventLoop other;
    other.add_signal_handler(SIGUSR1, [] { ADD_FAILURE(); });
    std::raise(SIGUSR1); // The loop never looks.
  }
  EXPECT_TRUE(has_default_effect(SIGUSR1));
  EXPECT_EQ(open_descriptors(), before);
}

struct CtrlC : testing::Test {
  aio::Coroutine<int> interrupted() {
    const auto wait = []() -> aio::Coroutine<int> {
      std::raise(SIGINT);
      aio::Event never;
      co_await never.wait();
      co_return 1;
    };
    co_return co_await aio::scope(wait, [&]() -> aio::Coroutine<> {
      log.push_back("cleans up");
      co_await aio::sleep(0s);
      log.push_back("cleaned up");
    });
  }

  Log log;
};

TEST_F(CtrlC, CancelsTheMainTaskAndShowsWhenItHasEnded) {
  EXPECT_THROW(aio::run(interrupted()), aio::KeyboardInterrupt);
  EXPECT_EQ(log, (Log{"cleans up", "cleaned up"}));
  EXPECT_TRUE(has_default_effect(SIGINT));
}

TEST_F(CtrlC, IsNoErrorIfTheMainTaskEndsWell) {
  const auto main = [&]() -> aio::Coroutine<int> {
    try {
      co_return co_await interrupted();
    } catch (const aio::CancelledError &) {
      co_return 2;
    }
  };
  EXPECT_EQ(aio::run(main()), 2);
}

TEST_F(CtrlC, IsToldFromAnotherCancellation) {
  const auto main = []() -> aio::Coroutine<> {
    aio::current_task().cancel();
    co_await aio::sleep(0s);
  };
  EXPECT_THROW(aio::run(main()), aio::CancelledError);
}

TEST_F(CtrlC, CancelsEachRunOfARunner) {
  aio::Runner runner;
  EXPECT_THROW(runner.run(interrupted()), aio::KeyboardInterrupt);
  EXPECT_THROW(runner.run(interrupted()), aio::KeyboardInterrupt);
}

TEST_F(CtrlC, EndsTheProcessTheSecondTime) {
  const auto hangs = []() -> aio::Coroutine<> {
    std::raise(SIGINT); // The loop does not come to see it.
    std::raise(SIGINT);
    co_return;
  };
  EXPECT_EXIT(aio::run(hangs()), testing::KilledBySignal(SIGINT), "");
}

TEST_F(CtrlC, IsTheMainTasksOwnIfItHandlesTheSignal) {
  const auto main = []() -> aio::Coroutine<int> {
    aio::Event came;
    aio::get_running_loop().add_signal_handler(SIGINT, [&] { came.set(); });
    std::raise(SIGINT);
    co_await came.wait();
    co_return 3;
  };
  EXPECT_EQ(aio::run(main()), 3);
}

TEST_F(CtrlC, IsLeftToAProgramThatIgnoresIt) {
  std::signal(SIGINT, SIG_IGN);
  const auto main = []() -> aio::Coroutine<int> {
    std::raise(SIGINT);
    co_await aio::sleep(0s);
    co_return 4;
  };
  EXPECT_EQ(aio::run(main()), 4);
  std::signal(SIGINT, SIG_DFL);
}

TEST_F(CtrlC, IsTheFirstThreadsBusiness) {
  const auto main = []() -> aio::Coroutine<bool> { co_return has_default_effect(SIGINT); };
  bool is_default = false;
  std::thread([&] { is_default = aio::run(main()); }).join();
  EXPECT_TRUE(is_default);
  EXPECT_FALSE(aio::run(main()));
}

} // namespace
} // namespace aio_test
