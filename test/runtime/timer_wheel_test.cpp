// The wheel against the simplest thing that could be right: a sorted list.

#include <aio/detail/timer_wheel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

namespace aio_test {
namespace {

using aio::TimePoint;
using namespace std::chrono_literals;

struct TestTimer final : aio::detail::Timer {
  explicit TestTimer(aio::Duration when) { set_when(TimePoint(when)); }
  void run() noexcept override {}
};

struct TimerWheel : testing::Test {
  TestTimer &add(aio::Duration when) {
    wheel.add(timers.emplace_back(when));
    return timers.back();
  }

  /// The times of what is due at `now`, in order.
  std::vector<TestTimer *> expire(TimePoint now) {
    aio::detail::WorkList due;
    wheel.expire(now, due);
    std::vector<TestTimer *> expired;
    while (!due.empty())
      expired.push_back(static_cast<TestTimer *>(&due.pop_front()));
    return expired;
  }

  std::deque<TestTimer> timers; // Before the wheel: they leave it when they are destroyed.
  aio::detail::TimerWheel wheel;
};

TEST_F(TimerWheel, IsEmptyAtFirst) {
  EXPECT_TRUE(wheel.empty());
  EXPECT_EQ(wheel.next(), TimePoint::max());
  EXPECT_TRUE(expire(TimePoint(1h)).empty());
}

TEST_F(TimerWheel, NeverAnswersLaterThanTheFirstTimer) {
  for (const aio::Duration when : std::vector<aio::Duration>{1h, 1s, 1ms, 63ns, 64ns, 1ns}) {
    add(when);
    EXPECT_LE(wheel.next(), TimePoint(when));
  }
}

TEST_F(TimerWheel, ForgetsATimerThatLeft) {
  add(1s).unlink();
  EXPECT_EQ(wheel.next(), TimePoint::max());
  EXPECT_TRUE(wheel.empty());
}

TEST_F(TimerWheel, TakesATimeInThePastAsNow) {
  expire(TimePoint(1h));
  TestTimer &late = add(1s);
  EXPECT_EQ(expire(TimePoint(1h)), (std::vector<TestTimer *>{&late}));
}

TEST_F(TimerWheel, HoldsTheEndOfTime) {
  TestTimer &last = add(aio::Duration::max());
  EXPECT_TRUE(expire(TimePoint(aio::Duration::max() - 1ns)).empty());
  EXPECT_EQ(expire(TimePoint::max()), (std::vector<TestTimer *>{&last}));
}

/// Timers by time, and by order of insertion among equals.
struct SortedTimers {
  void add(TestTimer &timer) {
    const auto later = [](const TestTimer *a, const TestTimer *b) { return a->when() < b->when(); };
    timers.insert(std::upper_bound(timers.begin(), timers.end(), &timer, later), &timer);
  }

  TestTimer &pick(std::uint64_t random) { return *timers[random % timers.size()]; }

  std::vector<TestTimer *> expire(TimePoint now) {
    const auto first_late =
        std::find_if(timers.begin(), timers.end(), [&](const TestTimer *timer) { return timer->when() > now; });
    const std::vector<TestTimer *> expired(timers.begin(), first_late);
    timers.erase(timers.begin(), first_late);
    return expired;
  }

  std::vector<TestTimer *> timers;
};

TEST_F(TimerWheel, AgreesWithASortedList) {
  std::mt19937_64 random(1); // A fixed seed: the same test each time.
  // Spans from 1 ns to about an hour, so that timers meet at every level.
  const auto span = [&] { return aio::Duration(1 + static_cast<std::int64_t>(random() >> (22 + random() % 40))); };
  SortedTimers model;
  TimePoint now{};
  for (int round = 0; round < 2'000; ++round) {
    for (int i = 0; i < 5; ++i)
      model.add(add(now.time_since_epoch() + span()));
    model.add(add(model.pick(random()).when().time_since_epoch())); // A second one of the same time.
    if (random() % 3 == 0) {
      TestTimer &cancelled = model.pick(random());
      cancelled.unlink();
      std::erase(model.timers, &cancelled);
    }
    now += span();
    ASSERT_EQ(expire(now), model.expire(now)) << "round " << round;
    if (!model.timers.empty()) {
      ASSERT_LE(wheel.next(), model.timers.front()->when());
    }
  }
}

} // namespace
} // namespace aio_test
