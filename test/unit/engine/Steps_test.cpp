#include "engine/StepRecords.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

using namespace corolint;

using Random = std::mt19937;

static unsigned upTo(Random &random, unsigned most) { return static_cast<unsigned>(random() % (most + 1)); }

/// Of few rules, places and texts, so that parts overlap, agree and disagree.
static Finding randomFinding(Random &random) {
  Finding finding;
  finding.rule = upTo(random, 1) ? "blocking-call" : "unawaited-coroutine";
  finding.severity = upTo(random, 1) ? Severity::Warning : Severity::Hint;
  finding.span = {"/p/shared.h", upTo(random, 3), 9};
  finding.message = std::string(1, static_cast<char>('a' + upTo(random, 2)));
  finding.path.resize(upTo(random, 2));
  finding.symbol = upTo(random, 1) ? "f()" : "g()";
  return finding;
}

static Results randomResults(Random &random, unsigned unit) {
  Results results;
  const std::string file = "/p/" + std::to_string(unit) + ".cpp";
  results.units = {{file, upTo(random, 9), upTo(random, 1)}};
  for (unsigned i = upTo(random, 4); i != 0; --i)
    results.findings.push_back(randomFinding(random));
  for (unsigned i = upTo(random, 2); i != 0; --i)
    results.problems.push_back({file, std::string(i, 'x')});
  results.files = {{file, unit}, {"/p/shared.h", upTo(random, 1)}};
  results.activeRules = {"blocking-call"};
  return results;
}

static std::string bytesOf(std::vector<Results> parts) { return recordOf(merged(std::move(parts)), "/p"); }

/// Merges neighbours in random order until one is left, some of them with themselves.
static std::string mergedInATree(std::vector<Results> parts, Random &random) {
  std::shuffle(parts.begin(), parts.end(), random);
  while (parts.size() > 1) {
    const std::size_t at = random() % (parts.size() - 1);
    std::vector<Results> both = {parts[at], parts[at + 1]};
    if (upTo(random, 1))
      both.push_back(both[upTo(random, 1)]);
    parts[at] = merged(std::move(both));
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
  return bytesOf(std::move(parts));
}

TEST(Steps, MergingIsAssociativeCommutativeAndIdempotent) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    Random random(seed);
    std::vector<Results> parts;
    for (unsigned unit = 0; unit < 2 + seed % 7; ++unit)
      parts.push_back(randomResults(random, unit));
    const std::string flat = bytesOf(parts);
    for (int order = 0; order < 5; ++order)
      ASSERT_EQ(mergedInATree(parts, random), flat) << "seed " << seed;
  }
}

TEST(Steps, OfFindingsAtOnePlaceTheShortestPathStays) {
  Finding near, far;
  near.span = far.span = {"/p/a.h", 1, 2};
  near.message = "z";
  near.path.resize(1);
  far.message = "a";
  far.path.resize(2);
  Results a, b;
  a.findings = {far};
  b.findings = {near};
  ASSERT_EQ(merged({a, b}).findings.size(), 1u);
  EXPECT_EQ(merged({a, b}).findings[0].message, "z");
}

static LinkedFinding linkedIn(const char *path, uint32_t begin) {
  LinkedFinding linked;
  linked.finding.span = {path, begin, begin + 1};
  return linked;
}

TEST(Steps, AUnitGetsWhatLiesInItsFiles) {
  const std::vector<LinkedFinding> linked = {linkedIn("/p/a.cpp", 1), linkedIn("/p/a.cpp", 2), linkedIn("/p/b.cpp", 1),
                                             linkedIn("/p/c.h", 1)};
  const auto part = partFor(linked, {"/p/c.h", "/p/a.cpp", "/p/none.h"});
  ASSERT_EQ(part.size(), 3u);
  EXPECT_EQ(part[0].finding.span.path, "/p/a.cpp");
  EXPECT_EQ(part[2].finding.span.path, "/p/c.h");
  EXPECT_TRUE(partFor(linked, {}).empty());
}

TEST(Steps, RecordsAreReadAsTheyWereWritten) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "Steps";
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "record").string();
  Random random(1);
  const Results results = merged({randomResults(random, 1), randomResults(random, 2)});
  std::ofstream(file, std::ios::binary) << recordOf(results, "/p");
  auto read = readResults(file, "/p");
  ASSERT_TRUE(static_cast<bool>(read));
  EXPECT_EQ(recordOf(*read, "/p"), recordOf(results, "/p"));
  EXPECT_EQ(read->files, results.files);
  auto wrong = readSlice(file, "/p");
  ASSERT_FALSE(static_cast<bool>(wrong));
  EXPECT_EQ(toString(wrong.takeError()),
            file + ": is not what 'corolint link' of this version writes, or is damaged; make it anew");
  std::filesystem::remove_all(folder);
}
