#include "engine/Rule.h"

#include "facts/Awaiters.h"
#include "flow/Explore.h"
#include "flow/Fate.h"

namespace corolint {

static bool isInLoop(const clang::Stmt &stmt, const WrittenTree &tree) {
  return tree.enclosing<clang::ForStmt>(stmt) || tree.enclosing<clang::WhileStmt>(stmt) ||
         tree.enclosing<clang::DoStmt>(stmt) || tree.enclosing<clang::CXXForRangeStmt>(stmt);
}

static std::optional<Position> positionOf(const clang::Stmt &call, const FlowGraph &graph) {
  std::optional<Position> found;
  graph.forEach([&](const Event &event, Position position) {
    if (event.kind == Event::Kind::Call && event.stmt == &call)
      found = position;
  });
  return found;
}

/// Whether nothing is done after the call but to return.
static bool isLast(const clang::Stmt &call, const FlowGraph &graph) {
  std::optional<Position> position = positionOf(call, graph);
  if (!position)
    return false;
  position->index += 1;
  return !reach(graph, *position, [](const Event &event) {
    return event.kind == Event::Kind::Call || event.kind == Event::Kind::Use || event.kind == Event::Kind::Closure;
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function.function);
  if (!method || function.resumptions.empty() || !method->getIdentifier() || method->getName() != "await_suspend")
    return;
  const FlowGraph *graph = function.flow();
  if (!graph || function.resumptions.size() > 1)
    return;
  const clang::CallExpr &call = *function.resumptions.front().expr;
  if (isInLoop(call, graph->tree()) || !isLast(call, *graph))
    return;
  reporter.report(
      call.getSourceRange(),
      "the coroutine is resumed on the stack of 'await_suspend', which stays below it until it is suspended "
      "again: a long chain of awaits overflows the stack; return the handle instead");
}

const Rule rules::COROLINT_RULE = {
    .summary = "await_suspend resumes a coroutine instead of returning its handle",
    .checkFunction = check,
};

} // namespace corolint
