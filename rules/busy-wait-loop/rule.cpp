#include "engine/Rule.h"

#include "facts/Awaits.h"
#include "facts/LoopTurns.h"

namespace corolint {

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine && !function.loops.empty() ? function.flow() : nullptr;
  if (!graph)
    return;
  AsyncModel &model = function.unit->model;
  for (const clang::Stmt *loop : function.loops) {
    if (!graph->tree().contains(*loop) || llvm::isa<clang::CXXForRangeStmt>(loop))
      continue;
    const LoopTurn turn = turnOf(*loop, *graph, function.unit->summaries);
    const bool onlyTime = llvm::all_of(turn.suspensions, [&](const clang::Stmt *suspension) {
      return isSleep(*suspension, model) || isYield(*suspension, model);
    });
    if (!turn.polled || turn.works || turn.suspensions.empty() || !onlyTime)
      continue;
    const std::string name = turn.polled->getNameAsString();
    reporter
        .report(headOf(*loop),
                llvm::formatv("this loop wakes up again and again only to look at '{0}': it costs time and notices the "
                              "change late; await an event that whoever changes '{0}' signals",
                              name)
                    .str())
        .step(turn.suspensions.front()->getSourceRange(), "each turn waits here");
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a loop of timed awaits polls a flag",
    .checkFunction = check,
};

} // namespace corolint
