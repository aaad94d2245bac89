#include "engine/Rule.h"

#include "engine/Rewrites.h"
#include "flow/Failing.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

namespace corolint {

/// What a continuation throws becomes the error of its future, so lambdas are left alone.
static bool returnsWork(const FunctionFacts &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function.function);
  const AsyncType &type = function.unit->model.type(function.function->getReturnType());
  return !function.isCoroutine && !(method && method->getParent()->isLambda()) &&
         (type.coroutine || type.drop == Drop::LosesError);
}

/// Whether the function handles errors on the future that it returns: 'return work().handle_exception(...)'.
static bool handlesOnFuture(const WrittenTree &tree, AsyncModel &model) {
  return llvm::any_of(tree.every<clang::CallExpr>(), [&](const clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && model.role(*callee, Role::HandlesError);
  });
}

/// What a call of a plain function throws itself, as far as the unit shows it.
static const clang::CXXThrowExpr *throwOf(const clang::FunctionDecl &callee, Summaries &summaries) {
  const FlowGraph *body = summaries.isWork(callee.getReturnType()) ? nullptr : summaries.flow(callee);
  return body ? uncaughtThrow(*body) : nullptr;
}

static void report(const FunctionFacts &function, const clang::Expr &where, const std::string &message,
                   const clang::CXXThrowExpr *inside, Reporter &reporter) {
  FindingBuilder finding = reporter.report(where.getSourceRange(), message);
  if (inside)
    finding.step(inside->getSourceRange(), "it is thrown here");
  if (const auto fix = coroutineFix(function))
    finding.fix(*fix);
}

static void checkCalls(const FunctionFacts &function, const WrittenTree &tree, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const bool handles = handlesOnFuture(tree, summaries.meaning());
  for (const auto *call : tree.every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = tree.isTried(*call) ? nullptr : call->getDirectCallee();
    if (!callee)
      continue;
    const clang::CXXThrowExpr *thrown = throwOf(*callee, summaries);
    if (thrown)
      report(function, *call,
             "'" + qualifiedName(*callee) +
                 "' throws before there is a future, past callers that handle the future's error; return a failed "
                 "future, or make the function a coroutine",
             thrown, reporter);
    else if (handles && summaries.meaning().role(*callee, Role::ThrowsAtOnce))
      report(function, *call,
             "'" + qualifiedName(*callee) +
                 "' may throw at once, past the handler on the future; make the function a coroutine",
             nullptr, reporter);
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.flow() || !returnsWork(function))
    return;
  const WrittenTree &tree = function.flow()->tree();
  for (const auto *thrown : tree.every<clang::CXXThrowExpr>())
    if (!tree.isTried(*thrown))
      report(function, *thrown,
             "this is thrown before there is a future, past callers that handle the future's error; return a failed "
             "future, or make the function a coroutine",
             nullptr, reporter);
  checkCalls(function, tree, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a function that returns a future throws before it has made one",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
