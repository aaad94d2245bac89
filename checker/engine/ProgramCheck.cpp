#include "ProgramCheck.h"

namespace corolint {

namespace {

class Collector : public ProgramReporter {
public:
  explicit Collector(const RegisteredRule &registered) : registered(registered) {}

  void report(ProgramFinding finding) override { found.push_back(std::move(finding)); }
  llvm::StringRef rule() const override { return registered.id; }

  std::vector<ProgramFinding> found;

private:
  const RegisteredRule &registered;
};

} // namespace

std::vector<Finding> checkProgram(const Program &program,
                                  const std::function<const Engine *(const std::string &file)> &engineOf) {
  std::vector<Finding> findings;
  for (const RegisteredRule &rule : allRules()) {
    if (!rule.rule->checkProgram)
      continue;
    Collector collector(rule);
    rule.rule->checkProgram(program, collector);
    for (ProgramFinding &found : collector.found) {
      const Engine *engine = engineOf(found.span.path);
      const auto severity = engine ? engine->severityOf(rule, found.tier, found.span.path) : std::nullopt;
      if (!severity)
        continue;
      findings.push_back({rule.id.str(),
                          *severity,
                          std::move(found.span),
                          std::move(found.message),
                          std::move(found.path),
                          {},
                          std::move(found.symbol)});
    }
  }
  return findings;
}

void mergeProgramFindings(std::vector<Finding> &findings, std::vector<Finding> found) {
  std::map<std::pair<std::string, Span>, std::size_t> known;
  for (std::size_t i = 0; i < findings.size(); ++i)
    known.try_emplace({findings[i].rule, findings[i].span}, i);
  for (Finding &finding : found) {
    const auto same = known.find({finding.rule, finding.span});
    if (same == known.end())
      findings.push_back(std::move(finding));
    else if (finding.path.size() < findings[same->second].path.size())
      findings[same->second] = std::move(finding);
  }
}

} // namespace corolint
