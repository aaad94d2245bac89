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
    if (auto fix = awaitFix(function, *dropped.value, *dropped.type, dropped.canAwait)) {
      fix->safe = false; // it was meant to run in the background
      finding.fix(*fix);
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
  if (function.isCoroutine && function.flow() &&
      function.unit->model.type(function.function->getReturnType()).drop == Drop::LosesError)
    checkLoops(function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "work in the background may fail and nobody sees the error",
    .checkFunction = check,
};

} // namespace corolint
