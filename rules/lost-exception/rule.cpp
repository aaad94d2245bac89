#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Cancellation.h"
#include "flow/Failing.h"
#include "flow/Fate.h"

namespace corolint {

static void checkVoided(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppedValue &dropped : function.dropped) {
    if ((dropped.how != Dropping::CastToVoid && dropped.how != Dropping::AssignedToIgnore) ||
        dropped.type->drop != Drop::LosesError)
      continue;
    const auto *call = llvm::dyn_cast<clang::CallExpr>(dropped.value->IgnoreUnlessSpelledInSource());
    const Failing failing = failingOf(*dropped.value, function.unit->summaries);
    if (!call || failing == Failing::No)
      continue;
    const bool hasCallable = llvm::any_of(argumentsOf(*call), [](const clang::Expr *argument) {
      return llvm::isa<clang::LambdaExpr>(argument->IgnoreUnlessSpelledInSource());
    });
    FindingBuilder finding = reporter.report(
        dropped.value->getSourceRange(),
        "nobody sees the error of this background work: " + describe(dropped.callee) +
            " returns a future that may fail and is thrown away; handle the error at the end of the chain");
    finding.tier(hasCallable ? Tier::Default : Tier::Strict);
    if (failing == Failing::Unknown && dropped.callee && !dropped.callee->isDefined())
      finding.supposes(*dropped.callee, Query::MayFail, 0,
                       "nobody sees the error of this background work: " + describe(dropped.callee) + " " +
                           Supposition::how +
                           " and its future is thrown away; handle the error at the end of the chain");
    if (auto fix = awaitFix(function, *dropped.value, *dropped.type, dropped.canAwait)) {
      fix->safe = false; // it was meant to run in the background
      finding.fix(*fix);
    }
  }
}

// Coroutines that await each other are followed this far for what they throw.
static constexpr unsigned maxDepth = 4;

/// What the coroutine that `call` starts throws and nothing in it catches, itself or through what it awaits.
static const clang::CXXThrowExpr *thrownBy(const clang::Expr &call, Summaries &summaries, unsigned depth) {
  const auto *started = llvm::dyn_cast<clang::CallExpr>(call.IgnoreUnlessSpelledInSource());
  const clang::FunctionDecl *callee = started ? started->getDirectCallee() : nullptr;
  const FlowGraph *graph = callee && depth > 0 ? summaries.flow(*callee) : nullptr;
  if (!graph || !llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(graph->function().getBody()))
    return nullptr;
  const WrittenTree &tree = graph->tree();
  for (const auto *thrown : tree.every<clang::CXXThrowExpr>())
    if (!tree.isTried(*thrown))
      return thrown;
  for (const auto *await : tree.every<clang::CoawaitExpr>())
    if (!tree.isTried(*await))
      if (const auto *thrown = thrownBy(*await->getOperand(), summaries, depth - 1))
        return thrown;
  return nullptr;
}

/// 'create_task(work());' where the unit shows what 'work' throws: nobody has the task whose result would tell of it.
static void checkSpawned(const FunctionFacts &function, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  for (const KnownCall &spawn : function.calls) {
    const bool isJoined = objectOf(*spawn.expr) && !spawn.role.entry->isUnowned;
    if (spawn.role.entry->role != Role::Spawns || isJoined || !function.flow()->tree().contains(*spawn.expr) ||
        fateOf(*spawn.expr, function.flow()->tree()).kind != Fate::Kind::Dropped)
      continue;
    for (const clang::Expr *argument : argumentsOf(*spawn.expr)) {
      const clang::CXXThrowExpr *thrown = thrownBy(*argument, summaries, maxDepth);
      if (!thrown)
        continue;
      const auto *work = llvm::cast<clang::CallExpr>(argument->IgnoreUnlessSpelledInSource());
      reporter
          .report(spawn.expr->getSourceRange(),
                  "nobody who waits for " + describe(work->getDirectCallee()) +
                      " sees what it throws: its task is dropped where it is started; keep the task and await it, or "
                      "handle the error in the coroutine")
          .tier(Tier::Strict) // a library may tell a handler of its own
          .step(thrown->getSourceRange(), "this leaves the coroutine");
      break;
    }
  }
}

/// In a loop that is not to end by an exception, since it catches all that its work throws.
static const clang::Stmt *guardedLoop(const clang::CoawaitExpr &await, const WrittenTree &tree) {
  for (const clang::Stmt *up = tree.parent(await); up; up = tree.parent(*up)) {
    if (!llvm::isa<clang::WhileStmt, clang::ForStmt, clang::DoStmt>(up))
      continue;
    return llvm::any_of(tree.every<clang::CXXTryStmt>(),
                        [&](const clang::CXXTryStmt *tried) {
                          const clang::Stmt *body = tree.parent(*tried);
                          return body && tree.parent(*body) == up && catchesAll(*tried, tree) &&
                                 llvm::any_of(tree.every<clang::CoawaitExpr>(), [&](const clang::CoawaitExpr *inner) {
                                   return tree.isInside(*inner, *tried->getTryBlock());
                                 });
                        })
               ? up
               : nullptr;
  }
  return nullptr;
}

static void checkLoops(const FunctionFacts &function, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *await : tree.every<clang::CoawaitExpr>()) {
    const auto *call = llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource());
    if (!call || !takesToken(*call, model) || tree.isTried(*await) || tree.enclosing<clang::CXXCatchStmt>(*await) ||
        !guardedLoop(*await, tree))
      continue;
    reporter.report(await->getSourceRange(),
                    "a cancellation of this await leaves the loop as an exception, past the handler around the loop's "
                    "work, and nobody sees it; put the await into a 'try' block too");
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  checkVoided(function, reporter);
  if (function.flow())
    checkSpawned(function, reporter);
  if (function.isCoroutine && function.flow() &&
      function.unit->model.type(function.function->getReturnType()).drop == Drop::LosesError)
    checkLoops(function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "work in the background may fail and nobody sees the error",
    .checkFunction = check,
};

} // namespace corolint
