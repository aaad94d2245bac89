#include "Independence.h"

#include "Awaits.h"
#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

// Functions that a task calls are looked at this deep.
static constexpr unsigned maxDepth = 4;

static bool touchesNothing(const clang::FunctionDecl &function, const UnitFacts &unit, unsigned depth);

/// Whether what an await waits for is only time.
static bool isInSleep(const clang::Stmt &stmt, const FlowGraph &graph, AsyncModel &model) {
  for (const clang::Stmt *up = &stmt; up; up = graph.tree().parent(*up))
    if (llvm::isa<clang::CoawaitExpr>(up) && isSleep(*up, model))
      return true;
  return false;
}

static bool isOwn(const clang::ValueDecl &place, const clang::FunctionDecl &function) {
  const auto *variable = llvm::dyn_cast<clang::VarDecl>(&place);
  if (variable && (variable->isConstexpr() || (variable->hasGlobalStorage() && variable->getType().isConstQualified())))
    return true;
  return variable && variable->hasLocalStorage() && variable->getDeclContext() == &function &&
         !variable->getType()->isReferenceType() && !variable->getType()->isPointerType();
}

/// Whether a body works on its own variables alone, so that two such bodies cannot disturb each other.
static bool touchesNothing(const clang::FunctionDecl &function, const UnitFacts &unit, unsigned depth) {
  const FlowGraph *graph = depth < maxDepth ? unit.summaries.flow(function) : nullptr;
  if (!graph)
    return false;
  bool clean = true;
  graph->forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Throw || event.kind == Event::Kind::Closure)
      clean = false;
    if (event.kind == Event::Kind::Use)
      clean &= event.place && isOwn(*event.place, graph->function());
    if (event.kind != Event::Kind::Call || isInSleep(*event.stmt, *graph, unit.model))
      return;
    const clang::FunctionDecl *callee = calleeOf(*event.stmt);
    clean &= callee && (callee->isConstexpr() || touchesNothing(*callee, unit, depth + 1));
  });
  return clean;
}

bool worksAlone(const clang::CallExpr &call, const UnitFacts &unit) {
  const clang::FunctionDecl *callee = call.getDirectCallee();
  return callee && unit.model.type(callee->getReturnType()).start == Start::Lazy && touchesNothing(*callee, unit, 0) &&
         unit.summaries.maySuspend(*callee) == Answer::Yes;
}

} // namespace corolint
