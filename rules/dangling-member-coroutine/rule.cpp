#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Lending.h"

namespace corolint {

/// Awaits the task while the object lives, or lets the object live as long as the variable that keeps the task.
static std::optional<Fix> fixFor(const Dangling &loan, const FunctionFacts &function) {
  if (loan.life.kind == TaskLife::Kind::Variable && loan.borrow.temporary)
    return nameFirstFix(function, *loan.borrow.argument, "kept");
  const bool isReturned = loan.life.kind == TaskLife::Kind::Caller && !function.isCoroutine;
  return isReturned ? coroutineFix(function) : std::nullopt;
}

static std::string messageOf(const Dangling &loan, const std::string &use) {
  const char *when = loan.borrow.temporary ? "at the end of this statement" : "when this function ends";
  return llvm::formatv("{0} that {1} is called on dies {2}, but the task goes on with it: {1} {3}; 'co_await' it here, "
                       "or keep the object alive until the task has ended",
                       loan.borrow.temporary ? "the temporary object" : lentName(loan.borrow), describe(loan.callee),
                       when, use)
      .str();
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const Dangling &loan : function.danglingLoans()) {
    if (!loan.borrow.isObject())
      continue;
    FindingBuilder finding = reporter.report(loan.call->getSourceRange(),
                                             messageOf(loan, describeUse(loan.borrow.late, function.unit->places)));
    if (isOpen(loan))
      finding.supposes(*loan.callee, Query::UsesLate, Question::object,
                       messageOf(loan, std::string(1, Supposition::how)));
    if (loan.isSupposed)
      finding.onlyIfShown();
    if (loan.isGuess || loan.borrow.isShared)
      finding.tier(Tier::Strict); // of a shared pointer, whoever gave it may have another
    if (loan.borrow.late.use)
      finding.step(loan.borrow.late.use->getSourceRange(), "the object is used here");
    if (const auto fix = fixFor(loan, function))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a member coroutine is started on an object that dies before the coroutine has ended",
    .checkFunction = check,
};

} // namespace corolint
