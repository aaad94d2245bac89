#include "FixCheck.h"

#include "report/EditedText.h"
#include "support/LineIndex.h"

#include <llvm/ADT/STLExtras.h>

#include <map>

namespace corolint::test {

constexpr unsigned maxPasses = 4; // Fixes that overlap wait for the next pass; more than a few do not occur in a case.

namespace {
struct Choice {
  const Finding *finding;
  const Fix *fix;
};

class FixChecker {
public:
  FixChecker(const CaseRunner &runner, const Case &test) : runner(runner), test(test), lines(test.text) {}

  Failures check(const std::vector<Finding> &findings) {
    for (std::size_t i = 0;; ++i) {
      const std::vector<Choice> choices = fixesAt(findings, i);
      if (choices.empty())
        break;
      checkTogether(choices);
    }
    if (failures.empty())
      checkEnd(findings);
    return std::move(failures);
  }

private:
  static std::vector<Choice> fixesAt(const std::vector<Finding> &findings, std::size_t index) {
    std::vector<Choice> choices;
    for (const Finding &finding : findings)
      if (index < finding.fixes.size())
        choices.push_back({&finding, &finding.fixes[index]});
    return choices;
  }

  /// All at once, as one parse is cheaper than many; alone where that shows a mistake, to name the fix.
  void checkTogether(const std::vector<Choice> &choices) {
    EditedText edited(test.text);
    std::vector<Choice> applied, left;
    for (const Choice &choice : choices)
      (apply(choice, edited) ? applied : left).push_back(choice);
    if (applied.size() == 1)
      return checkResult(applied, edited, failures);
    Failures together;
    checkResult(applied, edited, together);
    if (!together.empty())
      left.insert(left.end(), applied.begin(), applied.end());
    const std::size_t before = failures.size();
    for (const Choice &choice : left)
      checkAlone(choice);
    if (failures.size() == before) // Each is right alone, but not with the others.
      failures.insert(failures.end(), together.begin(), together.end());
  }

  void checkAlone(const Choice &choice) {
    EditedText edited(test.text);
    if (!apply(choice, edited))
      return fail(choice, "has edits that overlap or lie outside of the file");
    checkResult({choice}, edited, failures);
  }

  bool apply(const Choice &choice, EditedText &edited) const {
    const auto isHere = [&](const Edit &edit) { return edit.span.path == test.unit; };
    return llvm::all_of(choice.fix->edits, isHere) && edited.add(choice.fix->edits);
  }

  void checkResult(const std::vector<Choice> &applied, const EditedText &edited, Failures &out) {
    if (applied.empty())
      return;
    const Outcome &outcome = outcomeOf(edited.text());
    for (const std::string &problem : outcome.problems)
      out.push_back(failure(applied.front(), "leaves code that does not parse: " + problem));
    for (const Choice &choice : applied)
      if (choice.fix->safe && isStillFound(*choice.finding, edited, outcome))
        out.push_back(failure(choice, "is called safe, but the finding is still there"));
  }

  bool isStillFound(const Finding &finding, const EditedText &edited, const Outcome &outcome) const {
    const uint32_t begin = edited.moved(finding.span.begin), end = edited.moved(finding.span.end);
    return llvm::any_of(outcome.findings, [&](const Finding &other) {
      return other.rule == finding.rule && other.span.path == test.unit && other.span.begin < end &&
             begin < other.span.end;
    });
  }

  /// Applies the first safe fix of each finding until there is none.
  void checkEnd(std::vector<Finding> findings) {
    std::string text = test.text;
    for (unsigned pass = 0; pass < maxPasses; ++pass) {
      EditedText edited(text);
      bool hasSafe = false;
      for (const Finding &finding : findings) {
        const auto fix = llvm::find_if(finding.fixes, [](const Fix &f) { return f.safe; });
        hasSafe |= fix != finding.fixes.end() && apply({&finding, &*fix}, edited);
      }
      if (!hasSafe)
        return;
      text = edited.text();
      findings = outcomeOf(text).findings;
    }
    failures.push_back({test.path, 0, "the safe fixes never come to an end"});
  }

  /// A parse is what a case costs, so no text is parsed twice.
  const Outcome &outcomeOf(const std::string &text) {
    const auto [known, isNew] = outcomes.try_emplace(text);
    if (isNew)
      known->second = runner.check(test, text);
    return known->second;
  }

  Failure failure(const Choice &choice, const std::string &what) const {
    return {test.path, lines.at(choice.finding->span.begin).line, "the fix '" + choice.fix->title + "' " + what};
  }
  void fail(const Choice &choice, const std::string &what) { failures.push_back(failure(choice, what)); }

  const CaseRunner &runner;
  const Case &test;
  const LineIndex lines;
  std::map<std::string, Outcome> outcomes; // by text
  Failures failures;
};
} // namespace

Failures checkFixes(const CaseRunner &runner, const Case &test, const std::vector<Finding> &findings) {
  return FixChecker(runner, test).check(findings);
}

} // namespace corolint::test
