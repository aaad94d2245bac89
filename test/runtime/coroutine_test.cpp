// Coroutine<T>: starts when awaited, runs inline, gives its result once.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>

namespace aio_test {
namespace {

aio::Coroutine<int> answer() { co_return 42; }

aio::Coroutine<> note(Log &log, std::string text) {
  log.push_back(std::move(text));
  co_return;
}

TEST(Coroutine, GivesItsResultToWhoAwaitsIt) {
  const auto twice = []() -> aio::Coroutine<int> { co_return 2 * co_await answer(); };
  EXPECT_EQ(aio::run(twice()), 84);
}

TEST(Coroutine, RunsNothingUntilItIsAwaited) {
  const auto main = []() -> aio::Coroutine<Log> {
    Log log;
    auto later = note(log, "body");
    log.push_back("called");
    co_await std::move(later);
    co_return log;
  };
  EXPECT_EQ(aio::run(main()), (Log{"called", "body"}));
}

TEST(Coroutine, ThatIsDroppedNeverRuns) {
  Log log;
  {
    const auto dropped = note(log, "body");
  }
  EXPECT_TRUE(log.empty());
}

TEST(Coroutine, RunsInsideItsCallerWithoutTheLoop) {
  // Another task gets no turn between the two notes: awaiting does not go through the ready queue.
  const auto main = []() -> aio::Coroutine<Log> {
    Log log;
    auto other = aio::create_task(note(log, "other"));
    co_await note(log, "first");
    co_await note(log, "second");
    co_await other;
    co_return log;
  };
  EXPECT_EQ(aio::run(main()), (Log{"first", "second", "other"}));
}

TEST(Coroutine, ThrowsWhereItIsAwaited) {
  const auto fails = []() -> aio::Coroutine<int> {
    throw std::runtime_error("no");
    co_return 0;
  };
  const auto main = [&]() -> aio::Coroutine<std::string> {
    try {
      co_await fails();
    } catch (const std::runtime_error &error) {
      co_return error.what();
    }
    co_return "nothing thrown";
  };
  EXPECT_EQ(aio::run(main()), "no");
}

TEST(Coroutine, ReturnsMoveOnlyTypesAndReferences) {
  int here = 0;
  const auto reference = [](int &object) -> aio::Coroutine<int &> { co_return object; };
  const auto pointer = []() -> aio::Coroutine<std::unique_ptr<int>> { co_return std::make_unique<int>(7); };
  const auto main = [&]() -> aio::Coroutine<> { (co_await reference(here)) = *co_await pointer(); };
  aio::run(main());
  EXPECT_EQ(here, 7);
}

TEST(Coroutine, CanBeAwaitedOnlyOnce) {
  const auto main = []() -> aio::Coroutine<> {
    auto once = answer();
    EXPECT_EQ(co_await std::move(once), 42);
    constexpr unsigned again_line = __LINE__ + 3;
    try {
      // NOLINTNEXTLINE(bugprone-use-after-move): this is the mistake that is reported.
      co_await std::move(once);
      ADD_FAILURE();
    } catch (const aio::InvalidStateError &error) {
      const std::string place = ", at " + (__FILE__ + (':' + std::to_string(again_line)));
      EXPECT_EQ(error.what(), "co_await: the coroutine was awaited or moved before" + place);
    }
  };
  aio::run(main());
}

TEST(Coroutine, DestroysItsParametersWhenTheAwaitEnds) {
  struct Witness {
    explicit Witness(Log &log) : log(&log) {}
    Witness(Witness &&other) noexcept : log(std::exchange(other.log, nullptr)) {}
    ~Witness() {
      if (log)
        log->push_back("parameter destroyed");
    }
    Log *log;
  };
  const auto hold = [](Witness) -> aio::Coroutine<> { co_return; };
  const auto main = [&]() -> aio::Coroutine<Log> {
    Log log;
    co_await hold(Witness(log));
    log.push_back("after");
    co_return log;
  };
  EXPECT_EQ(aio::run(main()), (Log{"parameter destroyed", "after"}));
}

aio::Coroutine<int> depth(int levels) {
  if (levels == 0) // Not '?:': g++ 12 evaluates a co_await in an arm that is not taken.
    co_return 0;
  co_return 1 + co_await depth(levels - 1);
}

TEST(Coroutine, NestsDeeperThanAStackCouldBear) {
#if defined(__clang__) || defined(__OPTIMIZE__)
  EXPECT_EQ(aio::run(depth(100'000)), 100'000);
#else
  GTEST_SKIP() << "g++ makes the tail calls of symmetric transfer from -O2 on";
#endif
}

TEST(Coroutine, LoopsOverAwaitsWithoutGrowingTheStack) {
  const auto main = []() -> aio::Coroutine<long> {
    long sum = 0;
    for (int i = 0; i < 1'000; ++i)
      sum += co_await answer();
    co_return sum;
  };
  EXPECT_EQ(aio::run(main()), 42'000);
}

struct Service {
  static aio::Coroutine<> start(int port);
  aio::Coroutine<int> load() const;
  int size() noexcept;
};
inline constexpr auto coroutine_lambda = [](int) -> aio::Coroutine<> { co_return; };

static_assert(aio::is_coroutine_function_v<decltype(Service::start)>);
static_assert(aio::is_coroutine_function_v<decltype(&Service::start)>);
static_assert(aio::is_coroutine_function_v<decltype(&Service::load)>);
static_assert(aio::is_coroutine_function_v<decltype(coroutine_lambda)>);
static_assert(!aio::is_coroutine_function_v<decltype(&Service::size)>);
static_assert(!aio::is_coroutine_function_v<int>);
static_assert(aio::is_coroutine_v<aio::Coroutine<int>> && !aio::is_coroutine_v<aio::Task<int>>);

} // namespace
} // namespace aio_test
