// AsyncGenerator: values that are made while somebody waits, and an end that cleans up.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace aio_test {
namespace {

struct Generator : testing::Test, ManualLoop {
  Log log;

  aio::AsyncGenerator<int> count(int last) {
    log.push_back("begins");
    try {
      for (int i = 1; i <= last; ++i) {
        co_await aio::sleep(1s);
        co_yield i;
      }
    } catch (const aio::GeneratorExit &) {
      log.push_back("exits");
      throw;
    }
    log.push_back("ends");
  }
};

TEST_F(Generator, GivesItsValuesAndThenNothing) {
  const auto main = [&]() -> aio::Coroutine<int> {
    auto numbers = count(3);
    EXPECT_TRUE(log.empty());
    int sum = 0;
    while (const auto number = co_await numbers.anext())
      sum += *number;
    EXPECT_FALSE(co_await numbers.anext());
    co_return sum;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 6);
  EXPECT_EQ(log, (Log{"begins", "ends"}));
  EXPECT_EQ(now(), 3s);
}

TEST_F(Generator, IsClosedWhereItStands) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto numbers = count(3);
    EXPECT_EQ(co_await numbers.anext(), 1);
    co_await numbers.aclose();
    EXPECT_FALSE(co_await numbers.anext());
    co_await numbers.aclose();
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"begins", "exits"}));
}

TEST_F(Generator, MayWaitWhileItIsClosed) {
  const auto careful = [&]() -> aio::AsyncGenerator<int> {
    bool closed = false;
    try {
      co_yield 1;
    } catch (const aio::GeneratorExit &) {
      closed = true;
    }
    co_await aio::sleep(5s);
    log.push_back(closed ? "flushed" : "done");
  };
  const auto main = [&]() -> aio::Coroutine<> {
    auto values = careful();
    co_await values.anext();
    co_await values.aclose();
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log, (Log{"flushed"}));
  EXPECT_EQ(now(), 5s);
}

TEST_F(Generator, ThatIsClosedBeforeItBeginsRunsNothing) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto numbers = count(3);
    co_await numbers.aclose();
    EXPECT_FALSE(co_await numbers.anext());
  };
  loop.run_until_complete(main());
  EXPECT_TRUE(log.empty());
}

TEST_F(Generator, MustNotGoOnWhenItIsClosed) {
  const auto stubborn = []() -> aio::AsyncGenerator<int> {
    for (int i = 0;; ++i) {
      try {
        co_yield i;
      } catch (const aio::GeneratorExit &) {
        continue;
      }
    }
  };
  const auto main = [&]() -> aio::Coroutine<> {
    auto values = stubborn();
    co_await values.anext();
    EXPECT_THROW(co_await values.aclose(), aio::RuntimeError);
  };
  loop.run_until_complete(main());
}

TEST_F(Generator, ThrowsOnceWhatItThrows) {
  const auto fails = []() -> aio::AsyncGenerator<int> {
    co_yield 1;
    throw std::runtime_error("oops");
  };
  const auto main = [&]() -> aio::Coroutine<> {
    auto values = fails();
    co_await values.anext();
    EXPECT_THROW(co_await values.anext(), std::runtime_error);
    EXPECT_FALSE(co_await values.anext());
  };
  loop.run_until_complete(main());
}

TEST_F(Generator, SeesTheCancellationOfTheTaskThatRunsIt) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto numbers = count(3);
    EXPECT_THROW(co_await numbers.anext(), aio::CancelledError);
    EXPECT_FALSE(co_await numbers.anext()) << "the generator has ended";
  };
  auto task = loop.create_task(main());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_complete(task);
}

TEST_F(Generator, ServesOneTaskAtATime) {
  auto numbers = count(3);
  const auto next = [&]() -> aio::Coroutine<> { co_await numbers.anext(); };
  auto first = loop.create_task(next());
  loop.run_until_idle();
  EXPECT_THROW(loop.run_until_complete(next()), aio::InvalidStateError);
  loop.run_until_complete(first);
}

TEST_F(Generator, RunsItsDestructorsWhenItIsDropped) {
  const auto witness = std::make_shared<int>(0);
  const auto hold = [](std::shared_ptr<int> held) -> aio::AsyncGenerator<int> { co_yield *held; };
  const auto main = [&]() -> aio::Coroutine<> {
    auto values = hold(witness);
    co_await values.anext();
    EXPECT_EQ(witness.use_count(), 2);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(witness.use_count(), 1);
}

} // namespace
} // namespace aio_test
