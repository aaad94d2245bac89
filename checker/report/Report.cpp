#include "Report.h"

#include <algorithm>
#include <iterator>

namespace corolint {

void Stats::add(const Stats &other) {
  units += other.units;
  functions += other.functions;
  functionsSkipped += other.functionsSkipped;
  unitsKept += other.unitsKept;
  wallMs = std::max(wallMs, other.wallMs); // Units run side by side, so their wall times do not add up.
  for (const auto &[phase, ms] : other.phaseMs)
    phaseMs[phase] += ms;
  for (const auto &[rule, ms] : other.ruleMs)
    ruleMs[rule] += ms;
}

void Report::add(Report unit) {
  std::move(unit.findings.begin(), unit.findings.end(), std::back_inserter(findings));
  std::move(unit.problems.begin(), unit.problems.end(), std::back_inserter(problems));
  stats.add(unit.stats);
}

void Report::finish() {
  std::sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
    return std::tuple(std::tie(a.span, a.rule), a.path.size(), std::tie(a)) <
           std::tuple(std::tie(b.span, b.rule), b.path.size(), std::tie(b));
  });
  const auto repeated = std::unique(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
    return a.rule == b.rule && a.span == b.span;
  });
  findings.erase(repeated, findings.end());
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

} // namespace corolint
