#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Awaits.h"
#include "facts/Independence.h"
#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {

/// 'auto a = co_await f(x);'
struct Awaited {
  const clang::CoawaitExpr *await = nullptr;
  const clang::CallExpr *call = nullptr;
  const clang::VarDecl *result = nullptr;
};

} // namespace

static Awaited awaitedBy(const clang::Stmt &stmt) {
  const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(&stmt);
  const auto *variable = declarations && declarations->isSingleDecl()
                             ? llvm::dyn_cast<clang::VarDecl>(declarations->getSingleDecl())
                             : nullptr;
  const clang::Expr *init = variable ? variable->getInit() : nullptr;
  const auto *await = init ? llvm::dyn_cast<clang::CoawaitExpr>(init->IgnoreUnlessSpelledInSource()) : nullptr;
  if (!await)
    return {};
  return {await, awaitedCall(*await), variable};
}

/// Whether an argument of the second call needs what the first has given, or anything but values.
static bool dependsOn(const Awaited &second, const Awaited &first, const FlowGraph &graph) {
  bool depends = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && graph.tree().isInside(*event.stmt, *second.call))
      depends |= event.place == first.result || event.access != Access::Read;
  });
  return depends;
}

static bool isIndependent(const Awaited &awaited, const FunctionFacts &function) {
  return awaited.call && !isSleep(*awaited.await, function.unit->model) && worksAlone(*awaited.call, *function.unit);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph)
    return;
  graph->forEach([&](const Event &event, Position) {
    const auto *block = event.kind == Event::Kind::Begin && event.stmt
                            ? llvm::dyn_cast_or_null<clang::CompoundStmt>(graph->tree().parent(*event.stmt))
                            : nullptr;
    const Awaited second = block ? awaitedBy(*event.stmt) : Awaited();
    const auto *place = block ? llvm::find(block->body(), event.stmt) : nullptr;
    if (!second.call || place == block->body_begin())
      return;
    const Awaited first = awaitedBy(**std::prev(place));
    if (!first.call || dependsOn(second, first, *graph) || !isIndependent(first, function) ||
        !isIndependent(second, function))
      return;
    reporter
        .report(second.await->getSourceRange(),
                llvm::formatv("{0} waits until {1} has ended, though it needs nothing of it; await both at once",
                              describe(second.call->getDirectCallee()), describe(first.call->getDirectCallee()))
                    .str())
        .step(first.await->getSourceRange(), "the first one is awaited here");
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "tasks that do not need each other are awaited one after the other",
    .tier = Tier::Hint,
    .checkFunction = check,
};

} // namespace corolint
