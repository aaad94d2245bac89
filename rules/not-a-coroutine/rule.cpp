#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Explore.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

/// 'std::abort();' and others that never return.
static bool endsProgram(const clang::Stmt &stmt) {
  const auto *expr = llvm::dyn_cast<clang::Expr>(&stmt);
  const auto *call = expr ? llvm::dyn_cast<clang::CallExpr>(expr->IgnoreUnlessSpelledInSource()) : nullptr;
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->isNoReturn();
}

/// Whether the body is a stub: it does nothing but fail, or must not be reached.
static bool isStub(const clang::Stmt &body, const FlowGraph &graph) {
  const auto *block = llvm::dyn_cast<clang::CompoundStmt>(&body);
  return block && (block->size() <= 1 ||
                   (endsProgram(*block->body_back()) && graph.tree().every<clang::CXXThrowExpr>().empty()));
}

static bool returnsWork(const FlowGraph &graph) {
  bool found = false;
  graph.forEach([&](const Event &event, Position) { found |= event.kind == Event::Kind::Return; });
  return found;
}

static bool flowsOffEnd(const FlowGraph &graph) {
  bool found = false;
  Exploration(graph).from(
      graph.begin(), 0, [](const Event &, Position, unsigned state) { return std::optional(state); },
      [&](unsigned, bool byException) { found |= !byException; });
  return found;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.function || function.isCoroutine || !function.function->getReturnType()->isRecordType())
    return;
  const AsyncType &type = function.unit->model.type(function.function->getReturnType());
  const FlowGraph *graph = type.coroutine ? function.flow() : nullptr;
  if (!graph || returnsWork(*graph))
    return;
  const bool offEnd = flowsOffEnd(*graph);
  if (!offEnd && isStub(*function.function->getBody(), *graph))
    return;
  const char *what = offEnd
                         ? "it runs at once when it is called and flows off its end without a task, which is undefined"
                         : "it runs at once when it is called, and its exceptions reach whoever calls it, not whoever "
                           "awaits its task";
  reporter.report(function.function->getNameInfo().getSourceRange(),
                  llvm::formatv("{0} returns a task but holds no 'co_await', 'co_return' or 'co_yield', so it is no "
                                "coroutine: {1}; end it with 'co_return'",
                                describe(function.function), what)
                      .str());
}

const Rule rules::COROLINT_RULE = {
    .summary = "a function returns a task but is no coroutine and never makes one",
    .checkFunction = check,
};

} // namespace corolint
