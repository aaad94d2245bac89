#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Fate.h"

namespace corolint {

/// Whether the coroutine that the argument starts takes all that its awaits throw.
static bool handlesItself(const clang::Expr &argument, Summaries &summaries) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(argument.IgnoreUnlessSpelledInSource());
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const FlowGraph *graph = callee ? summaries.flow(*callee) : nullptr;
  if (!graph)
    return false;
  const auto awaits = graph->tree().every<clang::CoawaitExpr>();
  return llvm::all_of(awaits, [&](const clang::CoawaitExpr *await) { return graph->tree().isTried(*await); });
}

/// A member of a group or scope starts work that the group joins; that of an event loop does not.
static bool mayBeJoinedByObject(const KnownCall &spawn) {
  return objectOf(*spawn.expr) && !spawn.role.entry->isUnowned;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  UnitFacts const &unit = *function.unit;
  for (const KnownCall &call : function.calls) {
    const AsyncType &handle = unit.model.type(call.expr->getType());
    if (call.role.entry->role != Role::Spawns || handle.drop != Drop::Detaches || handle.selfOwning ||
        !handle.awaitable || !graph->tree().contains(*call.expr) || mayBeJoinedByObject(call) ||
        fateOf(*call.expr, graph->tree()).kind != Fate::Kind::Dropped)
      continue;
    if (llvm::any_of(argumentsOf(*call.expr),
                     [&](const clang::Expr *argument) { return handlesItself(*argument, unit.summaries); }))
      continue;
    FindingBuilder finding =
        reporter.report(call.expr->getSourceRange(),
                        "the handle of this task is dropped: nobody can cancel it, wait for it or see its exception; "
                        "keep the handle, or handle the errors in the coroutine");
    if (auto fix = awaitFix(function, *call.expr, handle, call.canAwait)) {
      fix->safe = false; // it was meant to run in the background
      finding.fix(*fix);
    }
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "the handle of a task that was started is dropped",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
