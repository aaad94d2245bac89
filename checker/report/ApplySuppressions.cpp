#include "Suppression.h"
#include "support/Suggest.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/GlobPattern.h>

#include <algorithm>
#include <map>

namespace corolint {

static bool matches(llvm::StringRef pattern, llvm::StringRef rule) {
  if (!pattern.contains('*'))
    return pattern == rule;
  auto glob = llvm::GlobPattern::create(pattern);
  if (glob)
    return glob->match(rule);
  llvm::consumeError(glob.takeError()); // Matches no rule, so the comment is reported as naming an unknown one.
  return false;
}

namespace {
/// A suppression and which of its patterns have silenced something.
struct Watched {
  Suppression suppression;
  std::vector<std::string> patterns; // the suppression's, or "*" where it names none
  std::vector<bool> used;

  explicit Watched(Suppression from)
      : suppression(std::move(from)),
        patterns(suppression.rules.empty() ? std::vector<std::string>{"*"} : suppression.rules), used(patterns.size()) {
  }

  bool silences(llvm::StringRef rule, uint32_t line) {
    if (line < suppression.line || line > suppression.lastLine)
      return false;
    bool silenced = false;
    for (std::size_t i = 0; i < patterns.size(); ++i)
      if (matches(patterns[i], rule))
        used[i] = silenced = true;
    return silenced;
  }
};

class Suppressor {
public:
  Suppressor(llvm::ArrayRef<std::string> known, llvm::ArrayRef<std::string> active, SourceText &sources)
      : known(known), active(active), sources(sources) {}

  bool isSilenced(const Finding &finding) {
    const auto range = sources.range(finding.span);
    bool silenced = false;
    if (range)
      for (Watched &watched : in(finding.span.path)) // All of them, so that each counts as used.
        silenced |= watched.silences(finding.rule, range->begin.line);
    return silenced;
  }

  /// The findings about the comments of ours in `path`.
  std::vector<Finding> judge(const std::string &path) {
    std::vector<Finding> findings;
    for (const Watched &watched : in(path)) {
      if (!watched.suppression.ours)
        continue;
      if (const std::string message = unknownRule(watched); !message.empty())
        findings.push_back({"unknown-suppression", Severity::Warning, watched.suppression.comment, message, {}, {}});
      if (const std::string message = whyUnused(watched); !message.empty())
        findings.push_back({"unused-suppression", Severity::Hint, watched.suppression.comment, message, {}, {}});
    }
    return findings;
  }

private:
  std::vector<Watched> &in(const std::string &path) {
    const auto [entry, isNew] = files.try_emplace(path);
    const SourceText::File *file = isNew ? sources.file(path) : nullptr;
    if (file)
      for (Suppression &suppression : findSuppressions(path, file->buffer->getBuffer()))
        entry->second.emplace_back(std::move(suppression));
    return entry->second;
  }

  std::string unknownRule(const Watched &watched) const {
    for (const std::string &pattern : watched.patterns)
      if (llvm::none_of(known, [&](const std::string &rule) { return matches(pattern, rule); }))
        return "unknown rule '" + pattern + "'" + didYouMean(pattern, known);
    return "";
  }

  /// Whether all rules that the pattern names have run, so that they would have found what there is to find.
  bool hasRun(llvm::StringRef pattern) const {
    bool isKnown = false;
    for (const std::string &rule : known) {
      if (!matches(pattern, rule))
        continue;
      isKnown = true;
      if (!llvm::is_contained(active, rule))
        return false;
    }
    return isKnown;
  }

  std::string whyUnused(const Watched &watched) const {
    if (watched.suppression.line == 0)
      return "the comment silences nothing, as no code follows or its NOLINTBEGIN or NOLINTEND is missing; remove it";
    std::vector<std::string> unused;
    for (std::size_t i = 0; i < watched.patterns.size(); ++i)
      if (!watched.used[i] && hasRun(watched.patterns[i]))
        unused.push_back("'" + watched.patterns[i] + "'");
    if (unused.empty())
      return "";
    if (watched.suppression.rules.empty())
      return "no rule finds anything here; remove the comment";
    const bool isWhole = unused.size() == watched.patterns.size();
    return llvm::join(unused, ", ") + " finds nothing here; remove " +
           (isWhole ? "the comment" : "it from the comment");
  }

  llvm::ArrayRef<std::string> known, active;
  SourceText &sources;
  std::map<std::string, std::vector<Watched>> files;
};
} // namespace

void applySuppressions(Report &report, llvm::ArrayRef<std::string> paths, llvm::ArrayRef<std::string> knownRules,
                       llvm::ArrayRef<std::string> activeRules, SourceText &sources) {
  Suppressor suppressor(knownRules, activeRules, sources);
  llvm::erase_if(report.findings, [&](const Finding &finding) { return suppressor.isSilenced(finding); });
  for (const std::string &path : paths)
    for (Finding &finding : suppressor.judge(path))
      report.findings.push_back(std::move(finding));
  report.finish();
}

} // namespace corolint
