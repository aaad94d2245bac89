#include "Steps.h"

#include "program/Program.h"
#include "report/Suppression.h"

#include <llvm/ADT/STLExtras.h>

#include <map>
#include <set>

namespace corolint {

namespace {

class Collector : public ProgramReporter {
public:
  Collector(llvm::StringRef id, std::vector<LinkedFinding> &linked) : id(id), linked(linked) {}

  void report(ProgramFinding finding) override { linked.push_back({id.str(), std::move(finding)}); }
  llvm::StringRef rule() const override { return id; }

private:
  llvm::StringRef id;
  std::vector<LinkedFinding> &linked;
};

} // namespace

static auto orderOf(const LinkedFinding &linked) {
  const ProgramFinding &finding = linked.finding;
  return std::tie(finding.span, linked.rule, finding.message, finding.path, finding.symbol, finding.tier,
                  linked.replaces, linked.isWithdrawal);
}

static LinkedFinding linkedFrom(const Settled &settled) {
  const Supposition &supposed = *settled.supposition;
  const Answered &answer = *settled.answer;
  LinkedFinding linked{
      supposed.rule,
      {supposed.span, supposed.message, supposed.path, supposed.symbol, static_cast<Tier>(supposed.tier)},
      supposed.shown,
      !answer.holds};
  const std::size_t how = linked.finding.message.find(Supposition::how);
  if (how != std::string::npos)
    linked.finding.message.replace(how, 1, answer.how);
  if (answer.holds)
    linked.finding.path.push_back({answer.where, answer.step});
  return linked;
}

/// What becomes of the findings that hang on functions of other units.
static void addSettled(std::vector<UnitSummary> &units, std::vector<LinkedFinding> &linked) {
  std::vector<Supposition> open;
  std::vector<Answered> answers;
  for (UnitSummary &unit : units) {
    llvm::move(unit.suppositions, std::back_inserter(open));
    llvm::move(unit.answers, std::back_inserter(answers));
  }
  llvm::sort(open); // those of headers come once a unit
  open.erase(std::unique(open.begin(), open.end()), open.end());
  for (const Settled &settled : settle(open, answers))
    if (settled.answer->holds || !settled.supposition->shown.empty())
      linked.push_back(linkedFrom(settled));
}

std::vector<LinkedFinding> link(std::vector<UnitSummary> units) {
  std::vector<LinkedFinding> linked;
  addSettled(units, linked);
  const Program program(std::move(units));
  for (const RegisteredRule &rule : allRules())
    if (rule.rule->checkProgram) {
      Collector collector(rule.id, linked);
      rule.rule->checkProgram(program, collector);
    }
  llvm::sort(linked, [](const auto &a, const auto &b) { return orderOf(a) < orderOf(b); });
  return linked;
}

std::vector<LinkedFinding> partFor(llvm::ArrayRef<LinkedFinding> linked, llvm::ArrayRef<std::string> files) {
  std::vector<LinkedFinding> part;
  for (const std::string &file : files) {
    const auto *at = llvm::partition_point(linked, [&](const auto &found) { return found.finding.span.path < file; });
    for (; at != linked.end() && at->finding.span.path == file; ++at)
      part.push_back(*at);
  }
  llvm::sort(part, [](const auto &a, const auto &b) { return orderOf(a) < orderOf(b); });
  return part;
}

/// Nothing where the engine's settings leave it out.
static std::optional<Finding> judged(const Engine &engine, const LinkedFinding &linked) {
  const ProgramFinding &found = linked.finding;
  const RegisteredRule *rule = findRule(linked.rule);
  const auto severity = rule ? engine.severityOf(*rule, found.tier, found.span.path) : std::nullopt;
  if (!severity)
    return std::nullopt;
  return Finding{linked.rule, *severity, found.span, found.message, found.path, {}, found.symbol};
}

/// Drops the findings of the unit's own that other units have settled.
static void dropReplaced(llvm::ArrayRef<LinkedFinding> linked, std::vector<Finding> &findings) {
  std::set<std::tuple<llvm::StringRef, Span, llvm::StringRef>> replaced;
  for (const LinkedFinding &one : linked)
    if (!one.replaces.empty())
      replaced.insert({one.rule, one.finding.span, one.replaces});
  if (!replaced.empty())
    llvm::erase_if(findings, [&](const Finding &finding) {
      return replaced.contains({finding.rule, finding.span, finding.message});
    });
}

void addLinked(const Engine &engine, llvm::ArrayRef<LinkedFinding> linked, UnitResult &unit) {
  std::vector<Finding> &findings = unit.report.findings;
  dropReplaced(linked, findings);
  std::map<std::pair<std::string, Span>, std::size_t> known;
  for (std::size_t i = 0; i < findings.size(); ++i)
    known.try_emplace({findings[i].rule, findings[i].span}, i);
  for (const LinkedFinding &one : linked) {
    std::optional<Finding> finding = one.isWithdrawal ? std::nullopt : judged(engine, one);
    if (!finding)
      continue;
    const auto same = known.find({finding->rule, finding->span});
    if (same == known.end())
      findings.push_back(std::move(*finding));
    else if (finding->path.size() < findings[same->second].path.size())
      findings[same->second] = std::move(*finding);
  }
}

std::vector<std::string> pathsOf(llvm::ArrayRef<UserFile> files) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const UserFile &file : files)
    paths.push_back(file.path);
  return paths;
}

Results resultsOf(const std::string &unit, std::vector<std::string> activeRules, UnitResult result) {
  Results results;
  const Stats &stats = result.report.stats;
  if (stats.units != 0)
    results.units.push_back({unit, stats.functions, stats.functionsSkipped});
  results.findings = std::move(result.report.findings);
  results.problems = std::move(result.report.problems);
  results.files = std::move(result.userFiles);
  results.activeRules = std::move(activeRules);
  return results;
}

template <typename T> static void sortUnique(std::vector<T> &values) {
  llvm::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

Results merged(std::vector<Results> parts) {
  Results all;
  Report report; // knows which of several findings at one place stays
  for (Results &part : parts) {
    llvm::append_range(all.units, std::move(part.units));
    llvm::move(part.findings, std::back_inserter(report.findings));
    llvm::move(part.problems, std::back_inserter(report.problems));
    llvm::move(part.files, std::back_inserter(all.files));
    llvm::move(part.activeRules, std::back_inserter(all.activeRules));
  }
  report.finish();
  all.findings = std::move(report.findings);
  all.problems = std::move(report.problems);
  sortUnique(all.units);
  sortUnique(all.files);
  sortUnique(all.activeRules);
  return all;
}

Report reportOf(Results results, SourceText &sources) {
  Report report;
  for (const UnitCount &count : results.units) {
    ++report.stats.units;
    report.stats.functions += count.functions;
    report.stats.functionsSkipped += count.functionsSkipped;
  }
  report.findings = std::move(results.findings);
  report.problems = std::move(results.problems);
  std::vector<std::string> paths = pathsOf(results.files);
  paths.erase(std::unique(paths.begin(), paths.end()),
              paths.end()); // sorted; one that changed meanwhile is there twice
  applySuppressions(report, paths, ruleIds(), results.activeRules, sources);
  return report;
}

} // namespace corolint
