#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/LoopTurns.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

static constexpr OptionInfo turnsOption = {"turns", "number", "1000000", "how many turns of a loop are long"};

/// The bound of 'i < 1000000', if the compiler knows it.
static std::optional<uint64_t> boundOf(const clang::Stmt &stmt, const clang::ASTContext &ast) {
  const auto *loop = llvm::dyn_cast<clang::ForStmt>(&stmt);
  const auto *test =
      loop && loop->getCond() ? llvm::dyn_cast<clang::BinaryOperator>(loop->getCond()->IgnoreParenImpCasts()) : nullptr;
  if (!test || !test->isRelationalOp() || !test->getRHS()->getType()->isIntegerType())
    return std::nullopt;
  clang::Expr::EvalResult value;
  if (!test->getRHS()->EvaluateAsInt(value, ast) || value.Val.getInt().isNegative())
    return std::nullopt;
  return value.Val.getInt().getLimitedValue();
}

/// How often the body of a loop runs between two suspensions, with the loops around it.
static uint64_t turnsOf(const clang::Stmt &loop, const FunctionFacts &function, const FlowGraph &graph) {
  uint64_t turns = 1;
  for (const clang::Stmt *up = &loop; up; up = graph.tree().parent(*up)) {
    const auto bound = boundOf(*up, function.unit->ast);
    if (!bound)
      continue;
    if (!turnOf(*up, graph, function.unit->summaries).suspensions.empty())
      break;
    turns = llvm::SaturatingMultiply(turns, *bound);
  }
  return turns;
}

static void checkLoops(const FunctionFacts &function, const FlowGraph &graph, uint64_t limit, Reporter &reporter) {
  for (const clang::Stmt *loop : function.loops) {
    if (!graph.tree().contains(*loop) || !boundOf(*loop, function.unit->ast))
      continue;
    const uint64_t turns = turnsOf(*loop, function, graph);
    if (turns < limit)
      continue;
    const auto *repeat = llvm::cast<clang::ForStmt>(loop);
    reporter.report(
        {repeat->getForLoc(), repeat->getRParenLoc()},
        llvm::formatv("this loop turns {0} times without a suspension, so no other task runs meanwhile; run "
                      "it on another thread, or let others run now and then",
                      turns)
            .str());
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.runs == Runs::Coroutine && function.isCoroutine ? function.flow() : nullptr;
  if (!graph || function.unit->model.type(function.function->getReturnType()).generator)
    return;
  for (const KnownCall &call : function.calls)
    if (call.role.entry->role == Role::Blocks && call.role.entry->kind == BlockKind::Cpu && isOnLoop(call.runs))
      reporter.report(call.expr->getSourceRange(),
                      llvm::formatv("{0} {1} on {2}, so no other task runs meanwhile; {3}", describe(call.callee),
                                    deedOf(BlockKind::Cpu), threadOf(call.runs), call.role.entry->remedy)
                          .str());
  uint64_t limit = 0;
  if (llvm::StringRef(reporter.option(turnsOption)).getAsInteger(10, limit))
    limit = 1'000'000;
  checkLoops(function, *graph, limit, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine computes for long on the event loop's thread",
    .tier = Tier::Hint,
    .options = {turnsOption},
    .checkFunction = check,
};

} // namespace corolint
