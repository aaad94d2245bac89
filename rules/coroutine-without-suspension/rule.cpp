#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

/// Whether the body runs to its end at once and without an exception, which a plain function would throw at its caller.
static bool runsThrough(const FlowGraph &graph) {
  bool through = true;
  graph.forEach([&](const Event &event, Position) {
    through &= event.kind != Event::Kind::Suspend && event.kind != Event::Kind::Throw;
    if (event.kind != Event::Kind::Call)
      return;
    const clang::FunctionDecl *callee = calleeOf(*event.stmt);
    const auto *type = callee ? callee->getType()->getAs<clang::FunctionProtoType>() : nullptr;
    through &= type && (type->isNothrow() || callee->isTrivial());
  });
  return through;
}

/// Whether every use of the function is in the unit, and awaits its task at once: nobody needs it to be a task.
static bool isOnlyAwaited(const clang::FunctionDecl &function, const UnitFacts &unit) {
  if (function.isExternallyVisible())
    return false;
  unsigned awaited = 0;
  bool others = false;
  for (const FunctionFacts &caller : unit.functions)
    for (const PlainCall &call : caller.plainCalls) {
      if (call.callee->getCanonicalDecl() != function.getCanonicalDecl())
        continue;
      const FlowGraph *graph = caller.flow();
      const bool isAwaited =
          graph && graph->tree().contains(*call.expr) && fateOf(*call.expr, graph->tree()).kind == Fate::Kind::Awaited;
      awaited += isAwaited;
      others |= !isAwaited;
    }
  return awaited > 0 && !others;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine || llvm::isa<clang::CXXMethodDecl>(function.function))
    return;
  const FlowGraph *graph = function.flow();
  const AsyncType &type = function.unit->model.type(function.function->getReturnType());
  if (!graph || type.generator || type.start != Start::Lazy || !runsThrough(*graph) ||
      !isOnlyAwaited(*function.function, *function.unit))
    return;
  reporter.report(
      function.function->getNameInfo().getSourceRange(),
      llvm::formatv("{0} never suspends, and all its callers await it at once: it pays for a coroutine frame "
                    "and needs none; make it a plain function",
                    describe(function.function))
          .str());
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine never suspends and could be a plain function",
    .tier = Tier::Hint,
    .checkFunction = check,
};

} // namespace corolint
