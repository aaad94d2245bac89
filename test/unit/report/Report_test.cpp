#include "report/Report.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace corolint;

static Finding finding(const char *path, uint32_t begin, const char *rule, const char *message = "") {
  return {rule, Severity::Warning, {path, begin, begin + 1}, message, {}, {}};
}

/// "path:begin rule message" of each finding.
static std::vector<std::string> shown(const Report &report) {
  std::vector<std::string> result;
  for (const Finding &f : report.findings)
    result.push_back(f.span.path + ":" + std::to_string(f.span.begin) + " " + f.rule + " " + f.message);
  return result;
}

TEST(Report, SortsByPlaceThenRule) {
  Report report;
  report.findings = {finding("b.cpp", 1, "r"), finding("a.cpp", 9, "r"), finding("a.cpp", 2, "s"),
                     finding("a.cpp", 2, "r")};
  report.finish();
  EXPECT_EQ(shown(report), (std::vector<std::string>{"a.cpp:2 r ", "a.cpp:2 s ", "a.cpp:9 r ", "b.cpp:1 r "}));
}

TEST(Report, AHeadersFindingAppearsOnce) {
  Report report;
  for (const char *message : {"called from 'g'", "called from 'f'", "called from 'g'"}) {
    Report unit;
    unit.findings = {finding("a.h", 2, "r", message)};
    unit.problems = {{"a.h", "too deep"}};
    report.add(unit);
  }
  report.finish();
  EXPECT_EQ(shown(report), std::vector<std::string>{"a.h:2 r called from 'f'"});
  EXPECT_EQ(report.problems.size(), 1u);
}

TEST(Report, IsTheSameWhateverTheOrderOfTheUnits) {
  Finding withSteps = finding("a.h", 2, "r");
  withSteps.path = {{{"a.cpp", 1, 2}, "here"}};
  Finding withFix = finding("a.h", 2, "r");
  withFix.fixes = {{"mend it", true, {}}};
  std::vector<Finding> units = {withSteps, withFix, finding("a.h", 2, "s")};
  Report first;
  first.findings = units;
  first.finish();
  std::reverse(units.begin(), units.end());
  Report second;
  second.findings = units;
  second.finish();
  ASSERT_EQ(first.findings.size(), 2u);
  EXPECT_EQ(first.findings[0].fixes, second.findings[0].fixes);
  EXPECT_EQ(first.findings[0].path, second.findings[0].path);
}

TEST(Report, AddsUpTheFigures) {
  Stats sum{1, 10, 1, 50, {{"parse", 40}}, {}};
  sum.add({2, 20, 0, 30, {{"parse", 20}, {"rules", 1}}, {{"r", 1}}});
  EXPECT_EQ(sum.units, 3u);
  EXPECT_EQ(sum.functions, 30u);
  EXPECT_EQ(sum.functionsSkipped, 1u);
  EXPECT_EQ(sum.wallMs, 50); // side by side, not one after the other
  EXPECT_EQ(sum.phaseMs, (std::map<std::string, double>{{"parse", 60}, {"rules", 1}}));
}

TEST(Finding, SeveritiesHaveTheWordsOfTheConfig) {
  for (const Severity severity : {Severity::Off, Severity::Hint, Severity::Warning, Severity::Error})
    EXPECT_EQ(severityFromName(severityName(severity)), severity);
  EXPECT_EQ(severityFromName("fatal"), std::nullopt);
}
