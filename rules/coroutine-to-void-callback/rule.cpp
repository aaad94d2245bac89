#include "engine/Rule.h"

#include <clang/AST/ExprCXX.h>

namespace corolint {

/// A lambda may span many lines: its head is what the reader looks for.
static clang::SourceRange headOf(const clang::Expr &callable) {
  const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&callable);
  if (!lambda)
    return callable.getSourceRange();
  const clang::TypeSourceInfo *signature = lambda->getCallOperator()->getTypeSourceInfo();
  const bool hasSignature = lambda->hasExplicitParameters() && signature;
  return {lambda->getBeginLoc(),
          hasSignature ? signature->getTypeLoc().getEndLoc() : lambda->getIntroducerRange().getEnd()};
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppingSink &sink : function.sinks) {
    const char *outcome = sink.result->drop == Drop::NeverRuns ? "so the coroutine never runs"
                                                               : "so nobody waits for it or sees its error";
    reporter.report(
        headOf(*sink.callable),
        llvm::formatv("'{0}' throws away the task that this callable returns, {1}", sink.sink, outcome).str());
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine is given to something that throws its task away",
    .checkFunction = check,
};

} // namespace corolint
