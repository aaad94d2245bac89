#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Awaits.h"
#include "facts/Independence.h"
#include "flow/Fate.h"

namespace corolint {

/// Whether the loop takes what the await has given and only collects it: 'results.push_back(co_await load(id))'.
static bool onlyCollects(const clang::CoawaitExpr &await, const WrittenTree &tree) {
  const Fate fate = fateOf(await, tree);
  return fate.kind == Fate::Kind::Dropped || (fate.kind == Fate::Kind::Argument && objectOf(*fate.by));
}

/// Whether all that the loop does is this one await: nothing in a turn can decide about the next one.
static bool isWholeBody(const clang::CoawaitExpr &await, const clang::CXXForRangeStmt &loop, const WrittenTree &tree) {
  const clang::Stmt *body = loop.getBody();
  if (const auto *block = llvm::dyn_cast<clang::CompoundStmt>(body))
    body = block->size() == 1 ? block->body_front() : nullptr;
  return body && &tree.fullExpression(await) == body;
}

/// Whether the arguments are made of the element and of values alone.
static bool takesValues(const clang::CallExpr &call, const FlowGraph &graph) {
  bool values = true;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && graph.tree().isInside(*event.stmt, call))
      values &= event.access == Access::Read;
  });
  return values;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine && !function.loops.empty() ? function.flow() : nullptr;
  if (!graph)
    return;
  graph->forEach([&](const Event &event, Position) {
    const auto *await = event.kind == Event::Kind::Suspend ? llvm::dyn_cast<clang::CoawaitExpr>(event.stmt) : nullptr;
    const auto *loop = await ? graph->tree().enclosing<clang::CXXForRangeStmt>(*await) : nullptr;
    const clang::CallExpr *call = loop ? awaitedCall(*await) : nullptr;
    if (!call || isSleep(*await, function.unit->model) || !isWholeBody(*await, *loop, graph->tree()) ||
        !onlyCollects(*await, graph->tree()) || !takesValues(*call, *graph) || !worksAlone(*call, *function.unit))
      return;
    reporter.report(await->getSourceRange(),
                    llvm::formatv("each turn waits until {0} has ended, though none needs another: the waits add up; "
                                  "start them all and await them together, a limited number at a time",
                                  describe(call->getDirectCallee()))
                        .str());
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a loop awaits tasks one by one that do not need each other",
    .tier = Tier::Hint,
    .checkFunction = check,
};

} // namespace corolint
