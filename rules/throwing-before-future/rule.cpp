#include "engine/Rule.h"

#include "engine/Rewrites.h"
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

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.flow() || !returnsWork(function))
    return;
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *thrown : tree.every<clang::CXXThrowExpr>())
    if (!tree.isTried(*thrown)) {
      FindingBuilder finding =
          reporter.report(thrown->getSourceRange(),
                          "this is thrown before there is a future, past callers that handle the future's error; "
                          "return a failed future, or make the function a coroutine");
      if (const auto fix = coroutineFix(function))
        finding.fix(*fix);
    }
  if (!handlesOnFuture(tree, model))
    return;
  for (const auto *call : tree.every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    if (!callee || !model.role(*callee, Role::ThrowsAtOnce) || tree.isTried(*call))
      continue;
    FindingBuilder finding =
        reporter.report(call->getSourceRange(),
                        "'" + qualifiedName(*callee) +
                            "' may throw at once, past the handler on the future; make the function a coroutine");
    if (const auto fix = coroutineFix(function))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a function that returns a future throws before it has made one",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
