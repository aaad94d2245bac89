// The short look before a thread sleeps: how long it is, and how it learns where it is of no use.

#include "spin.h"

#include <gtest/gtest.h>

namespace aio_test {
namespace {

using aio::detail::Spin;

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
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
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
