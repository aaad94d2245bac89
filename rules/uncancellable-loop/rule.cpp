#include "engine/Rule.h"

#include "facts/Awaits.h"
#include "facts/LoopTurns.h"
#include "flow/Cancellation.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {

/// What is asked about one loop.
struct Candidate {
  const clang::Stmt &loop;
  const WrittenTree &tree;

  bool has(const clang::Stmt &stmt) const { return tree.isInside(stmt, loop); }
};

} // namespace

static bool isAwait(const clang::Expr *expr) {
  return expr && llvm::isa<clang::CoawaitExpr>(expr->IgnoreUnlessSpelledInSource());
}

/// A variable of one turn that holds what came from outside: 'auto message = co_await queue.get();'.
static bool isAwaited(const clang::VarDecl &variable) { return isAwait(variable.getInit()); }

static const clang::Expr *conditionOf(const clang::Stmt &loop) {
  if (const auto *repeat = llvm::dyn_cast<clang::WhileStmt>(&loop))
    return repeat->getCond();
  if (const auto *repeat = llvm::dyn_cast<clang::DoStmt>(&loop))
    return repeat->getCond();
  return llvm::cast<clang::ForStmt>(loop).getCond();
}

/// Whether the head of the loop says that it goes on for ever, or as long as an await gives something.
static bool isLongLived(const clang::Stmt &loop, const clang::ASTContext &ast) {
  if (!llvm::isa<clang::WhileStmt, clang::DoStmt, clang::ForStmt>(loop))
    return false;
  const auto *repeat = llvm::dyn_cast<clang::WhileStmt>(&loop);
  if (const clang::VarDecl *variable = repeat ? repeat->getConditionVariable() : nullptr)
    return isAwaited(*variable);
  const clang::Expr *condition = conditionOf(loop);
  bool again = true;
  return isAwait(condition) || !condition || (condition->EvaluateAsBooleanCondition(again, ast) && again);
}

/// The loop or switch that a 'break' leaves.
static const clang::Stmt *leftBy(const clang::BreakStmt &leave, const WrittenTree &tree) {
  for (const clang::Stmt *up = tree.parent(leave); up; up = tree.parent(*up))
    if (llvm::isa<clang::WhileStmt, clang::DoStmt, clang::ForStmt, clang::CXXForRangeStmt, clang::SwitchStmt>(up))
      return up;
  return nullptr;
}

/// Whether a way out of the loop is only taken for what an await of that turn has given: the peer is gone, the queue is
/// closed. What counts turns or looks at a flag or a clock ends the loop in its own way.
static bool dependsOnAwait(const clang::Stmt &leave, const Candidate &candidate) {
  const auto *branch = candidate.tree.enclosing<clang::IfStmt>(leave);
  if (!branch || !candidate.has(*branch))
    return false;
  bool depends = branch->getConditionVariable() && isAwaited(*branch->getConditionVariable());
  for (const auto *name : candidate.tree.every<clang::DeclRefExpr>()) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    if (!variable || !candidate.tree.isInside(*name, *branch->getCond()))
      continue;
    if (!isAwaited(*variable))
      return false;
    depends = true;
  }
  const bool asksObject = llvm::any_of(candidate.tree.every<clang::CXXThisExpr>(), [&](const auto *self) {
    return candidate.tree.isInside(*self, *branch->getCond());
  });
  return depends && !asksObject;
}

template <typename Leave> static bool mayLeaveBy(const Candidate &candidate) {
  return llvm::any_of(candidate.tree.every<Leave>(),
                      [&](const Leave *leave) { return candidate.has(*leave) && !dependsOnAwait(*leave, candidate); });
}

/// Whether the code has a way out that may be its answer to a request to stop, or a limit of its own.
static bool endsItself(const Candidate &candidate) {
  const bool breaks = llvm::any_of(candidate.tree.every<clang::BreakStmt>(), [&](const clang::BreakStmt *leave) {
    return leftBy(*leave, candidate.tree) == &candidate.loop && !dependsOnAwait(*leave, candidate);
  });
  return breaks || mayLeaveBy<clang::CoreturnStmt>(candidate) || mayLeaveBy<clang::CXXThrowExpr>(candidate) ||
         mayLeaveBy<clang::GotoStmt>(candidate);
}

/// Whether the body gets a token from somewhere, or does more with `token` than to ask it before the loop: what was
/// made with it may end the loop's awaits.
static bool usesToken(const clang::ParmVarDecl &token, const Candidate &candidate, const FlowGraph &graph,
                      AsyncModel &model) {
  if (mentionsToken(candidate.loop, candidate.tree, model) ||
      llvm::any_of(candidate.tree.every<clang::CallExpr>(),
                   [&](const clang::CallExpr *call) { return isToken(call->getType(), model); }))
    return true;
  bool used = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && event.place == &token)
      used |= event.access != Access::Method || candidate.has(*event.stmt);
  });
  return used;
}

/// The one token by which the coroutine is asked to stop. Two are a choice that is not judged.
static const clang::ParmVarDecl *tokenOf(const clang::FunctionDecl &function, AsyncModel &model) {
  const clang::ParmVarDecl *token = nullptr;
  for (const clang::ParmVarDecl *parameter : function.parameters()) {
    if (!isToken(parameter->getType(), model))
      continue;
    if (token || parameter->getName().empty() || parameter->hasAttr<clang::UnusedAttr>())
      return nullptr;
    token = parameter;
  }
  return token;
}

static bool suspends(const clang::Stmt &loop, const FlowGraph &graph, Summaries &summaries) {
  return llvm::any_of(turnOf(loop, graph, summaries).suspensions, [&](const clang::Stmt *suspension) {
    const clang::CallExpr *call = awaitedCall(*suspension);
    const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return !callee || summaries.maySuspend(*callee) != Answer::No;
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine && !function.loops.empty() ? function.flow() : nullptr;
  AsyncModel &model = function.unit->model;
  const clang::ParmVarDecl *token = graph ? tokenOf(*function.function, model) : nullptr;
  if (!token || model.type(function.function->getReturnType()).generator)
    return;
  for (const clang::Stmt *loop : function.loops) {
    const Candidate candidate{*loop, graph->tree()};
    if (!graph->tree().contains(*loop) || !isLongLived(*loop, function.unit->ast) || endsItself(candidate) ||
        usesToken(*token, candidate, *graph, model) || !suspends(*loop, *graph, function.unit->summaries))
      continue;
    const std::string name = token->getNameAsString();
    reporter
        .report(headOf(*loop), llvm::formatv("this loop never looks at '{0}', so it goes on after the request to stop; "
                                             "ask '{0}' in each turn and pass it to what the loop awaits",
                                             name)
                                   .str())
        .step(token->getSourceRange(), "callers ask the coroutine to stop by '" + name + "'");
    return; // a loop in this one would say the same again
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a long-lived loop never looks at the stop token of its coroutine",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
