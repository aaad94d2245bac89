#include "engine/Rule.h"

#include "engine/Fixes.h"

namespace corolint {

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const TestedTask &tested : function.tested) {
    FindingBuilder finding = reporter.report(
        tested.value->getSourceRange(),
        llvm::formatv("{0} returns a task, and the task itself is tested here, not its result: it never runs, and the "
                      "test says only that the task exists",
                      describe(tested.callee))
            .str());
    if (const auto fix = awaitFix(function, *tested.value, *tested.type, tested.canAwait))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a task is tested instead of its result",
    .checkFunction = check,
};

} // namespace corolint
