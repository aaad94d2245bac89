#include "engine/Rule.h"

#include "engine/Fixes.h"

#include <clang/AST/ExprCXX.h>

namespace corolint {

static clang::SourceRange placeOf(const clang::Expr &callable) {
  const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&callable);
  return lambda ? headOf(*lambda) : callable.getSourceRange();
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppingSink &sink : function.sinks) {
    const char *outcome = sink.result->drop == Drop::NeverRuns ? "so the coroutine never runs"
                                                               : "so nobody waits for it or sees its error";
    reporter.report(
        placeOf(*sink.callable),
        llvm::formatv("'{0}' throws away the task that this callable returns, {1}", sink.sink, outcome).str());
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine is given to something that throws its task away",
    .checkFunction = check,
};

} // namespace corolint
