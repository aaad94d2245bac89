#include "Failing.h"

#include "Fate.h"

namespace corolint {

bool catchesAll(const clang::CXXTryStmt &tried, const WrittenTree &tree) {
  const clang::CXXCatchStmt *last = tried.getHandler(tried.getNumHandlers() - 1);
  return last->getCaughtType().isNull() &&
         llvm::none_of(tree.every<clang::CXXThrowExpr>(),
                       [&](const clang::CXXThrowExpr *thrown) { return tree.isInside(*thrown, *last); });
}

const clang::CXXThrowExpr *uncaughtThrow(const FlowGraph &body) {
  for (const auto *thrown : body.tree().every<clang::CXXThrowExpr>())
    if (!body.tree().isTried(*thrown))
      return thrown;
  return nullptr;
}

bool catchesItsErrors(const FlowGraph &coroutine) {
  const WrittenTree &tree = coroutine.tree();
  return !uncaughtThrow(coroutine) &&
         llvm::all_of(tree.every<clang::CoawaitExpr>(), [&](const clang::CoawaitExpr *await) {
           const auto *tried = tree.enclosing<clang::CXXTryStmt>(*await);
           return tried && tree.isInside(*await, *tried->getTryBlock()) && catchesAll(*tried, tree);
         });
}

/// Of the work that a continuation or other callable returns.
static Failing failingOfLambda(const clang::LambdaExpr &lambda, Summaries &summaries) {
  const FlowGraph *graph = summaries.flow(*lambda.getCallOperator());
  if (!graph)
    return Failing::Unknown;
  if (llvm::isa<clang::CoroutineBodyStmt>(lambda.getCallOperator()->getBody()))
    return catchesItsErrors(*graph) ? Failing::No : Failing::Yes;
  Failing result = Failing::No;
  for (const auto *returned : graph->tree().every<clang::ReturnStmt>())
    if (returned->getRetValue() && summaries.isWork(returned->getRetValue()->getType()))
      result = std::max(result, failingOf(*returned->getRetValue(), summaries));
  return result;
}

Failing failingOf(const clang::Expr &work, Summaries &summaries) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(work.IgnoreUnlessSpelledInSource());
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee)
    return Failing::Unknown;
  AsyncModel &model = summaries.meaning();
  if (model.role(*callee, Role::HandlesError) || model.role(*callee, Role::NeverFails))
    return Failing::No;
  const clang::Expr *object = objectOf(*call);
  const bool isChained = object && summaries.isWork(object->getType());
  Failing result = isChained ? std::max(Failing::Unknown, failingOf(*object, summaries)) : Failing::No;
  if (isChained && failingOf(*object, summaries) == Failing::No)
    result = Failing::No;
  bool hasLambda = false;
  for (const clang::Expr *argument : argumentsOf(*call))
    if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(argument->IgnoreUnlessSpelledInSource())) {
      hasLambda = true;
      result = std::max(result, failingOfLambda(*lambda, summaries));
    }
  if (hasLambda)
    return isChained && result == Failing::Unknown ? Failing::Yes : result;
  if (isChained)
    return result;
  const FlowGraph *graph = summaries.flow(*callee);
  return graph && graph->function().getBody() && llvm::isa<clang::CoroutineBodyStmt>(graph->function().getBody()) &&
                 catchesItsErrors(*graph)
             ? Failing::No
             : Failing::Unknown;
}

} // namespace corolint
