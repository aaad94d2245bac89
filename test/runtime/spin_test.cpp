// The short look before a thread sleeps: how long it is, and how it learns where it is of no use.

#include "spin.h"

#include <gtest/gtest.h>

#include <chrono>

namespace aio_test {
namespace {

/// Time that the test owns.
struct TestClock {
  static std::chrono::milliseconds now() { return time; }
  static inline std::chrono::milliseconds time{};
};

using Spin = aio::detail::SpinBy<TestClock>;

/// How often `spin` looks for what never comes.
unsigned looks(Spin &spin) {
  unsigned count = 0;
  EXPECT_FALSE(spin.until([&] { return ++count, false; }));
  return count;
}

/// How many sleeps in a row begin without a look.
unsigned sleeps_at_once(Spin &spin) {
  unsigned count = 0;
  while (looks(spin) == 0)
    ++count;
  return count;
}

TEST(Spinning, FindsWhatArrivesInTheNextMoment) {
  Spin spin;
  unsigned looks = 0;
  EXPECT_TRUE(spin.until([&] { return ++looks == 3; }));
  EXPECT_EQ(looks, 3u);
}

TEST(Spinning, GivesUpSoon) {
  Spin spin;
  const unsigned count = looks(spin);
  EXPECT_GT(count, 1u);
  EXPECT_LE(count, 100u);
}

TEST(Spinning, IsTriedLessAndLessWhereItDoesNotHelp) {
  Spin spin;
  EXPECT_EQ(sleeps_at_once(spin), 0u);
  for (const unsigned expected : {1u, 3u, 7u, 15u, 31u, 63u, 127u, 255u, 511u, 1023u, 1023u})
    EXPECT_EQ(sleeps_at_once(spin), expected);
}

TEST(Spinning, IsTriedLessWhereItLosesTheProcessor) {
  Spin spin;
  unsigned looks = 0;
  const auto arrives_late = [&] {
    if (looks > 0)
      TestClock::time += std::chrono::milliseconds(1); // A time slice of another program.
    return ++looks == 2;
  };
  EXPECT_TRUE(spin.until(arrives_late));
  EXPECT_FALSE(spin.until([] { return true; })) << "sleeps at once";
}

TEST(Spinning, IsTriedAgainEachTimeOnceItHelps) {
  Spin spin;
  looks(spin);
  EXPECT_FALSE(spin.until([] { return true; })) << "sleeps at once after a failure";
  EXPECT_TRUE(spin.until([] { return true; }));
  EXPECT_GT(looks(spin), 0u);
}

} // namespace
} // namespace aio_test
