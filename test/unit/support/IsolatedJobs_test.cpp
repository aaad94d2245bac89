#include "support/IsolatedJobs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>
#include <memory>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace corolint;
using End = JobOutcome::End;

namespace {

std::map<std::size_t, JobOutcome> run(std::size_t count, llvm::function_ref<std::string(std::size_t)> job,
                                      const JobLimits &limits = {}) {
  std::map<std::size_t, JobOutcome> outcomes;
  runIsolated(count, 3, limits, job, [&](std::size_t i, JobOutcome outcome) { outcomes[i] = std::move(outcome); });
  return outcomes;
}

TEST(IsolatedJobs, HandBackWhatTheyReturn) {
  const auto outcomes = run(20, [](std::size_t i) { return std::string(i * 50'000, 'x'); });
  ASSERT_EQ(outcomes.size(), 20u);
  for (const auto &[i, outcome] : outcomes) {
    EXPECT_EQ(outcome.end, End::Done);
    EXPECT_EQ(outcome.bytes.size(), i * 50'000);
  }
}

TEST(IsolatedJobs, BeginWithWhatIsInMemoryAndChangeNothingOfIt) {
  std::string shared = "before";
  const auto outcomes = run(1, [&](std::size_t) { return std::exchange(shared, "changed"); });
  EXPECT_EQ(outcomes.at(0).bytes, "before");
  EXPECT_EQ(shared, "before");
}

TEST(IsolatedJobs, AreAllDoneHoweverManyThereAre) {
  const auto outcomes = run(1000, [](std::size_t i) { return std::to_string(i); });
  ASSERT_EQ(outcomes.size(), 1000u);
  EXPECT_EQ(outcomes.at(999).bytes, "999");
}

TEST(IsolatedJobs, ThatCrashCostThemselvesOnly) {
  const auto outcomes = run(4, [](std::size_t i) {
    if (i == 1)
      raise(SIGKILL); // a sanitizer takes the others for itself
    if (i == 2)
      _exit(1);
    return std::string("fine");
  });
  EXPECT_EQ(outcomes.at(0).bytes, "fine");
  EXPECT_EQ(outcomes.at(3).bytes, "fine");
  EXPECT_EQ(outcomes.at(1).end, End::Crashed);
  EXPECT_EQ(describe(outcomes.at(1), {}), "crashed (Killed)");
  EXPECT_EQ(describe(outcomes.at(2), {}), "ended before it was done");
}

TEST(IsolatedJobs, ThatHangAreEnded) {
  const JobLimits limits{.time = std::chrono::milliseconds(200)};
  const auto outcomes = run(
      2,
      [](std::size_t i) {
        if (i == 0)
          std::this_thread::sleep_for(std::chrono::hours(1));
        return std::string("fine");
      },
      limits);
  EXPECT_EQ(describe(outcomes.at(0), limits), "took longer than 1 s");
  EXPECT_EQ(outcomes.at(1).bytes, "fine");
}

TEST(IsolatedJobs, ThatEatMemoryAreEnded) {
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
  GTEST_SKIP() << "the sanitizer's own memory passes the limit";
#endif
  const JobLimits limits{.memoryBytes = 256u << 20};
  const auto outcomes = run(
      1,
      [](std::size_t) {
        std::string eaten;
        while (true)
          eaten += std::string(1u << 20, 'x');
        return eaten;
      },
      limits);
  EXPECT_EQ(describe(outcomes.at(0), limits), "needed more than 256 MiB of memory");
}

TEST(IsolatedJobs, WriteNoFiles) {
  const std::string path = testing::TempDir() + "isolated_jobs";
  std::ofstream(path) << "kept";
  const auto outcomes = run(1, [&](std::size_t) {
    std::ofstream file(path, std::ios::app);
    file << "lost" << std::flush;
    return std::string(file ? "written" : "refused");
  });
  EXPECT_EQ(outcomes.at(0).bytes, "refused");
  std::string content;
  std::ifstream(path) >> content;
  EXPECT_EQ(content, "kept");
}

TEST(IsolatedJobs, WaitForRoomWhereTheSystemGivesNoMore) {
  rlimit before;
  getrlimit(RLIMIT_NOFILE, &before);
  const int lowestFree = dup(STDERR_FILENO); // whoever runs the test may have files open
  close(lowestFree);
  const rlimit few{static_cast<rlim_t>(lowestFree) + 5, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &few);
  std::map<std::size_t, JobOutcome> outcomes;
  runIsolated(
      12, 12, {}, [](std::size_t) { return std::string("fine"); },
      [&](std::size_t i, JobOutcome outcome) { outcomes[i] = std::move(outcome); });
  setrlimit(RLIMIT_NOFILE, &before);
  ASSERT_EQ(outcomes.size(), 12u);
  for (const auto &[i, outcome] : outcomes)
    EXPECT_EQ(outcome.bytes, "fine");
}

} // namespace
