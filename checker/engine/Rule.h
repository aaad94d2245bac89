// What a rule is, and how it reports. Read this first when you write one.
//
//     static void check(const FunctionFacts &function, Reporter &reporter) {
//       for (const DroppedValue &dropped : function.dropped)
//         reporter.report(dropped.value, "coroutine '{0}' is never awaited, so it does not run", ...);
//     }
//     const Rule rules::COROLINT_RULE = {.summary = "...", .checkFunction = check};
//
// The build defines COROLINT_RULE for each rule's source from the name of its folder, which is the rule's id.
//
// A rule is a value: its functions keep no state, read facts and model, and never walk the AST for what facts should
// say.
#pragma once

#include "facts/Facts.h"
#include "program/ProgramChains.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

/// Which profile switches a rule (or one kind of its findings) on.
enum class Tier {
  Default, // at least 95% of its findings on real code are true
  Strict,  // opt-in: true, but often accepted on purpose
  Hint,    // advice on shape and cost
};

/// A setting of a rule in `.corolint`.
struct OptionInfo {
  llvm::StringRef name, type, defaultValue, text;
};

/// Builds one finding. Every member returns the builder, so that calls chain.
class FindingBuilder {
public:
  FindingBuilder(Finding &finding, Tier &tier, std::optional<Supposition> &supposition, const Places &places)
      : finding(finding), findingTier(tier), supposition(supposition), places(places) {}

  FindingBuilder &step(clang::SourceRange range, std::string message);

  /// A way to mend it. The caller has seen that the code is editable: no part of it comes from a macro.
  FindingBuilder &fix(Fix fix);

  /// This finding is shown from `tier` on, whatever the tier of its rule.
  FindingBuilder &tier(Tier tier);

  /// Another unit may show what this one can only suppose of `callee`. Where it holds, the finding has the tier of its
  /// rule and `message`, in which Supposition::how stands for what the body does; else there is none.
  FindingBuilder &supposes(const clang::FunctionDecl &callee, Query query, unsigned parameter, std::string message);

  /// There is no finding as long as no unit shows it.
  FindingBuilder &onlyIfShown();

private:
  Finding &finding;
  Tier &findingTier;
  std::optional<Supposition> &supposition;
  const Places &places;
};

/// Takes the findings of one rule in one unit.
class Reporter {
public:
  virtual ~Reporter() = default;

  virtual FindingBuilder report(clang::SourceRange range, std::string message) = 0;

  /// The value of one of the rule's options for the unit being checked.
  virtual std::string option(const OptionInfo &option) const = 0;
};

/// A finding that takes several units to see.
struct ProgramFinding {
  Span span;
  std::string message;
  std::vector<Step> path;
  std::string symbol; // the function that it stands in, as its summary has it
  Tier tier = Tier::Default;
};

/// Takes the findings of one rule in a program.
class ProgramReporter {
public:
  virtual ~ProgramReporter() = default;
  virtual void report(ProgramFinding finding) = 0;
  virtual llvm::StringRef rule() const = 0; ///< the id, under which deeds were noted
};

struct Rule {
  llvm::StringRef summary;
  Tier tier = Tier::Default;
  Severity severity = Severity::Warning;
  std::vector<OptionInfo> options = {};
  void (*checkFunction)(const FunctionFacts &, Reporter &) = nullptr;
  void (*checkUnit)(const UnitFacts &, Reporter &) = nullptr;
  /// What `checkProgram` has to know of a function's body: the calls in it that matter by themselves.
  void (*summarize)(const FunctionFacts &, std::vector<DeedSummary> &) = nullptr;
  void (*checkProgram)(const Program &, ProgramReporter &) = nullptr;
};

#ifdef COROLINT_RULE
namespace rules {
extern const Rule COROLINT_RULE;
}
#endif

} // namespace corolint
