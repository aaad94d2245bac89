#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Explore.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

/// The first way on which the body ends without 'co_return'; nothing where there is none.
static bool flowsOffEnd(const FlowGraph &graph) {
  bool found = false;
  Exploration exploration(graph);
  exploration.from(
      graph.begin(), 0,
      [](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        return event.kind == Event::Kind::Return ? std::nullopt : std::optional(state);
      },
      [&](unsigned, bool byException) { found |= !byException; });
  return found;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine)
    return;
  const auto *body = llvm::cast<clang::CoroutineBodyStmt>(function.function->getBody());
  // A promise with 'return_void' takes the end as 'co_return;'.
  if (body->getFallthroughHandler())
    return;
  const FlowGraph *graph = function.flow();
  if (!graph || !flowsOffEnd(*graph))
    return;
  const clang::SourceLocation end = body->getBody()->getEndLoc();
  reporter.report({end, end},
                  llvm::formatv("{0} can flow off its end without a 'co_return', which is undefined because "
                                "its promise has no 'return_void'; return a value on every way",
                                describe(function.function))
                      .str());
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine that has to give a result can end without 'co_return'",
    .checkFunction = check,
};

} // namespace corolint
