#include "CaseRunner.h"

#include "FixCheck.h"
#include "Marks.h"
#include "Prose.h"
#include "report/Suppression.h"
#include "support/LineIndex.h"

#include <llvm/ADT/STLExtras.h>

#include <set>

namespace corolint::test {

namespace {
/// Pairs the findings of a case with its marks.
class Comparison {
public:
  Comparison(const Case &test, const std::vector<Mark> &marks) : test(test), marks(marks), lines(test.text) {}

  Failures compare(const std::vector<Finding> &findings) {
    for (const Finding &finding : findings)
      unmatched.push_back(&finding);
    for (const Mark &mark : marks)
      if (mark.kind != MarkKind::Miss)
        match(mark);
    for (const Finding *finding : unmatched)
      notExpected(*finding);
    return std::move(failures);
  }

private:
  bool isAt(const Finding &finding, const Mark &mark) const {
    return finding.rule == mark.rule && finding.span.path == test.unit &&
           lines.at(finding.span.begin).line == mark.line;
  }

  void match(const Mark &mark) {
    const auto isHere = [&](const Finding *finding) { return isAt(*finding, mark); };
    const auto says = [&](const Finding *finding) {
      return isHere(finding) && finding->message.find(mark.message) != std::string::npos;
    };
    const auto right = llvm::find_if(unmatched, says), other = llvm::find_if(unmatched, isHere);
    if (right != unmatched.end()) {
      unmatched.erase(right);
    } else if (other != unmatched.end()) {
      fail(mark.line,
           "expected '" + mark.rule + "' to say \"" + mark.message + "\", it says \"" + (*other)->message + "\"");
      unmatched.erase(other);
    } else if (mark.kind == MarkKind::False) {
      fail(mark.line, "'" + mark.rule + "' is quiet here: the false alarm is mended, drop its mark");
    } else {
      fail(mark.line, "expected '" + mark.rule + "', found nothing of it");
    }
  }

  void notExpected(const Finding &finding) {
    if (finding.span.path != test.unit)
      return fail(0, "unexpected '" + finding.rule + "' in " + finding.span.path + ": " + finding.message);
    const auto isMiss = [&](const Mark &mark) { return mark.kind == MarkKind::Miss && isAt(finding, mark); };
    const unsigned line = lines.at(finding.span.begin).line;
    if (llvm::any_of(marks, isMiss))
      return fail(line, "'" + finding.rule + "' is found here: turn the '// miss:' into an '// expect:'");
    fail(line, "unexpected '" + finding.rule + "': " + finding.message);
  }

  void fail(unsigned line, std::string what) { failures.push_back({test.path, line, std::move(what)}); }

  const Case &test;
  const std::vector<Mark> &marks;
  const LineIndex lines;
  llvm::SmallVector<const Finding *> unmatched;
  Failures failures;
};
} // namespace

static Failures checkWording(const Case &test, const std::vector<Finding> &findings) {
  const LineIndex lines(test.text);
  std::set<Failure> failures;
  for (const Finding &finding : findings) {
    const auto check = [&](const char *what, const std::string &text) {
      if (const std::string mistake = proseMistake(text); !mistake.empty())
        failures.insert({test.path, lines.at(finding.span.begin).line,
                         llvm::formatv("the wording of the {0} \"{1}\": {2}", what, text, mistake).str()});
    };
    check("message", finding.message);
    for (const Step &step : finding.path)
      check("step", step.message);
    for (const Fix &fix : finding.fixes)
      check("fix", fix.title);
  }
  return {failures.begin(), failures.end()};
}

Outcome CaseRunner::check(const Case &test, llvm::StringRef text) const {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  memory->addFile(test.unit, 0, llvm::MemoryBuffer::getMemBufferCopy(text, test.unit));
  std::vector<std::string> flags = test.flags;
  if (!test.standIns.empty())
    flags.insert(flags.begin(), {"-isystem", "/stand-ins"});
  for (const std::string &header : test.standIns)
    memory->addFile("/stand-ins/" + header, 0, llvm::MemoryBuffer::getMemBuffer(""));
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  files->pushOverlay(memory);
  const std::string folder = test.unit.substr(0, test.unit.find_last_of('/'));
  llvm::Expected<UnitResult> result = engine.checkUnit({commandFromFlags(test.unit, folder, flags), files});
  if (!result)
    return {{}, {llvm::toString(result.takeError())}};
  Report &report = result->report;
  report.finish();
  SourceText sources(files);
  applySuppressions(report, {test.unit}, ruleIds(), engine.activeRules(), sources);
  Outcome outcome{std::move(report.findings), {}};
  for (const Problem &problem : report.problems)
    outcome.problems.push_back(problem.message);
  return outcome;
}

Failures CaseRunner::run(const Case &test) const {
  ParsedMarks parsed = parseMarks(test.path, test.text);
  Failures failures = std::move(parsed.mistakes);
  const auto append = [&](const Failures &more) { failures.insert(failures.end(), more.begin(), more.end()); };
  const Outcome outcome = check(test, test.text);
  for (const std::string &problem : outcome.problems)
    failures.push_back({test.path, 0, problem});
  append(Comparison(test, parsed.marks).compare(outcome.findings));
  append(checkWording(test, outcome.findings));
  if (outcome.problems.empty()) // Fixes of what does not parse need not parse.
    append(checkFixes(*this, test, outcome.findings));
  return failures;
}

} // namespace corolint::test
