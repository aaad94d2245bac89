#include "StatsTable.h"

#include "support/Escape.h"

#include <llvm/Support/FormatVariadic.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace corolint {

static std::string count(std::size_t number, llvm::StringRef noun) {
  return llvm::formatv("{0} {1}{2}", number, noun, number == 1 ? "" : "s");
}

/// " (3 errors, 9 warnings)"
static std::string bySeverity(const std::vector<Finding> &findings) {
  std::string text;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Hint}) {
    const auto number = std::count_if(findings.begin(), findings.end(),
                                      [&](const Finding &finding) { return finding.severity == severity; });
    if (number != 0)
      text += (text.empty() ? "" : ", ") + count(static_cast<std::size_t>(number), severityName(severity));
  }
  return text.empty() ? "" : " (" + text + ")";
}

static std::string duration(double ms) {
  if (ms < 100)
    return llvm::formatv("{0:F0} ms", ms);
  return llvm::formatv("{0:F1} s", ms / 1000);
}

std::string summaryLine(const Report &report) {
  std::set<llvm::StringRef> files;
  for (const Finding &finding : report.findings)
    files.insert(finding.span.path);
  std::string line = "no findings";
  if (!report.findings.empty())
    line =
        count(report.findings.size(), "finding") + " in " + count(files.size(), "file") + bySeverity(report.findings);
  if (report.leftOut != 0)
    line += llvm::formatv(", {0} more not shown", report.leftOut);
  if (!report.problems.empty())
    line += ", " + count(report.problems.size(), "problem");
  line += "; " + count(report.stats.units, "unit") + ", " + count(report.stats.functions, "function");
  if (report.stats.functionsSkipped != 0)
    line += llvm::formatv(" ({0} not parsed)", report.stats.functionsSkipped);
  return line + " in " + duration(report.stats.wallMs);
}

static void writeTable(llvm::StringRef title, const std::map<std::string, double> &times, double total, Paint paint,
                       llvm::raw_ostream &out) {
  if (times.empty())
    return;
  std::vector<std::pair<std::string, double>> rows(times.begin(), times.end());
  std::sort(rows.begin(), rows.end(),
            [](const auto &a, const auto &b) { return std::tie(b.second, a.first) < std::tie(a.second, b.first); });
  constexpr const char *row = "{0,-36} {1,12} {2,7}";
  out << '\n' << paint(Color::Bold, llvm::formatv(row, title, "ms", "%").str()) << '\n';
  for (const auto &[name, ms] : rows) {
    const std::string share = total > 0 ? llvm::formatv("{0:F1}", 100 * ms / total).str() : "-";
    out << llvm::formatv(row, printable(name), llvm::formatv("{0:F1}", ms).str(), share) << '\n';
  }
}

void writeStats(const Stats &stats, Paint paint, llvm::raw_ostream &out) {
  double total = 0;
  for (const auto &[phase, ms] : stats.phaseMs)
    total += ms;
  if (stats.unitsKept != 0)
    out << '\n' << stats.unitsKept << " of " << count(stats.units, "unit") << " known from an earlier run\n";
  writeTable("phase", stats.phaseMs, total, paint, out);
  writeTable("rule", stats.ruleMs, total, paint, out);
}

} // namespace corolint
