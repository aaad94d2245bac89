#include "support/WorkerPool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

using namespace corolint;

TEST(WorkerPool, RunsEachJobOnce) {
  for (const unsigned threads : {0u, 1u, 3u, 200u}) {
    std::vector<std::atomic<int>> runs(100);
    runParallel(runs.size(), threads, [&](std::size_t i) { ++runs[i]; });
    for (const std::atomic<int> &count : runs)
      EXPECT_EQ(count, 1);
  }
}

TEST(WorkerPool, OneThreadKeepsTheOrder) {
  std::vector<std::size_t> order;
  runParallel(4, 1, [&](std::size_t i) { order.push_back(i); });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(WorkerPool, NoJobsAreNoWork) {
  runParallel(0, 4, [](std::size_t) { FAIL(); });
}

/// Uses about 1 KiB of stack a call.
static unsigned recurse(unsigned depth) {
  volatile char frame[1024] = {};
  frame[depth % sizeof frame] = 1;
  return depth == 0 ? 0 : recurse(depth - 1) + frame[depth % sizeof frame];
}

TEST(WorkerPool, JobsHaveADeepStack) {
  constexpr unsigned depth = 16 << 10; // 16 MiB at least: twice what a thread has by default.
  unsigned result = 0;
  runParallel(1, 1, [&](std::size_t) { result = recurse(depth); });
  EXPECT_EQ(result, depth);
}

TEST(WorkerPool, ThereIsAlwaysAThread) { EXPECT_GE(defaultThreads(), 1u); }
