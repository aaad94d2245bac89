#include "Joins.h"

#include "Borrows.h"
#include "Explore.h"
#include "Fate.h"
#include "model/QualifiedName.h"

namespace corolint {

using Places = llvm::DenseSet<const clang::ValueDecl *>;

/// What the statement of the spawn names beside the work itself: executors, groups, scopes.
static Places takersOf(const FlowGraph &graph, const clang::Expr &spawn) {
  const clang::Stmt &statement = graph.tree().fullExpression(spawn);
  Places places;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && event.place && graph.tree().isInside(*event.stmt, statement) &&
        (&statement == &spawn || !graph.tree().isInside(*event.stmt, spawn)))
      places.insert(event.place);
  });
  return places;
}

/// 'while (!done) {}' and the like, behind the spawn.
static bool waitsInLoop(const clang::Stmt &stmt, const FlowGraph &graph, const clang::Expr &spawn) {
  const auto isWaiting = [&](const clang::Stmt *loop) {
    return loop && spawn.getBeginLoc() < loop->getBeginLoc() && !graph.tree().isInside(spawn, *loop);
  };
  const auto *forever = graph.tree().enclosing<clang::ForStmt>(stmt);
  return isWaiting(graph.tree().enclosing<clang::WhileStmt>(stmt)) ||
         isWaiting(graph.tree().enclosing<clang::DoStmt>(stmt)) || (isWaiting(forever) && !forever->getInc());
}

/// 'await(std::move(done))': a function that gets other work and gives none may wait for it.
static bool takesOtherWork(const Event &event, const FlowGraph &graph, const clang::Expr &spawn, Summaries &summaries) {
  const auto *call = event.kind == Event::Kind::Call ? llvm::dyn_cast<clang::CallExpr>(event.stmt) : nullptr;
  const clang::FunctionDecl *taker = call ? call->getDirectCallee() : nullptr;
  if (!taker || graph.tree().isInside(*call, graph.tree().fullExpression(spawn)))
    return false;
  const clang::FunctionDecl &callee = *taker;
  return !isStandard(callee) && !summaries.meaning().role(callee, Role::Spawns) &&
         !summaries.isWork(callee.getReturnType()) &&
         llvm::any_of(argumentsOf(*call),
                      [&](const clang::Expr *argument) { return summaries.isWork(argument->getType()); });
}

static bool waits(const Event &event, Summaries &summaries) {
  if (event.kind == Event::Kind::Suspend)
    return true;
  const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
  return callee && llvm::any_of(summaries.meaning().roles(*callee), [](const FunctionRole &role) {
           return role.entry->role == Role::RunsLoop || role.entry->role == Role::Blocks;
         });
}

/// The end of a local executor may wait for what it runs.
static bool endMayWait(const clang::ValueDecl &taker, const FlowGraph &graph) {
  const auto *variable = llvm::dyn_cast<clang::VarDecl>(&taker);
  const clang::CXXRecordDecl *record = taker.getType()->getAsCXXRecordDecl();
  return variable && isOwnedBy(*variable, graph) && record && record->hasDefinition() && !record->isLambda() &&
         !record->hasTrivialDestructor();
}

bool mayBeJoined(const FlowGraph &graph, Position start, const clang::Expr &spawn, Summaries &summaries,
                 const clang::VarDecl *lent) {
  const Places takers = takersOf(graph, spawn);
  if (llvm::any_of(takers, [&](const clang::ValueDecl *taker) { return endMayWait(*taker, graph); }))
    return true;
  start.index += 1;
  const auto isDeath = [&](const Event &event) {
    return lent && event.kind == Event::Kind::End && event.place == lent;
  };
  const auto mayJoin = [&](const Event &event) {
    const bool isTaker = event.kind == Event::Kind::Use && event.access == Access::Method && event.place &&
                         takers.contains(event.place) &&
                         !graph.tree().isInside(*event.stmt, graph.tree().fullExpression(spawn));
    return waits(event, summaries) || isTaker || takesOtherWork(event, graph, spawn, summaries) ||
           (event.stmt && graph.tree().contains(*event.stmt) && waitsInLoop(*event.stmt, graph, spawn));
  };
  return reach(graph, start, mayJoin, isDeath) != nullptr;
}

} // namespace corolint
