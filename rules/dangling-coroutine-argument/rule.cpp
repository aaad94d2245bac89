#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Lending.h"

namespace corolint {

using Kind = TaskLife::Kind;

static std::string death(const Dangling &loan) {
  const std::string name = lentName(loan.borrow);
  if (loan.borrow.temporary)
    return name + " dies at the end of this statement";
  return name + (loan.life.kind == Kind::Variable ? " dies before the task does" : " dies when this function ends");
}

static std::string wayOut(const Dangling &loan) {
  if (loan.borrow.byClosure)
    return "capture it by value";
  return loan.life.kind == Kind::Variable && loan.borrow.temporary ? "keep it in a variable that outlives the task"
                                                                   : "hand it over by value";
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const Dangling &loan : function.danglingLoans()) {
    const bool isWrapper = loan.life.kind == Kind::Caller && !function.isCoroutine; // dangling-coroutine-wrapper's
    if (loan.borrow.isObject() || isWrapper || loan.borrow.late.answer != Answer::Yes)
      continue;
    FindingBuilder finding =
        reporter.report(loan.borrow.argument->getSourceRange(),
                        llvm::formatv("{0}, but {1} {2}; {3}", death(loan), describe(loan.callee),
                                      describeUse(loan.borrow.late, function.unit->places), wayOut(loan))
                            .str());
    if (loan.borrow.isShared)
      finding.tier(Tier::Strict); // whoever gave the pointer may have another
    if (loan.borrow.late.suspension)
      finding.step(loan.borrow.late.suspension->getSourceRange(), "the coroutine is suspended here");
    finding.step(loan.borrow.late.use->getSourceRange(), "it is used here");
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine keeps a reference to an argument that dies before the coroutine has ended",
    .checkFunction = check,
};

} // namespace corolint
