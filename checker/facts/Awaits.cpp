#include "Awaits.h"

#include "InferredRoles.h"
#include "flow/Fate.h"

#include <clang/AST/DeclTemplate.h>

namespace corolint {

const clang::CallExpr *awaitedCall(const clang::Stmt &suspension) {
  const auto *await = llvm::dyn_cast<clang::CoawaitExpr>(&suspension);
  return await ? llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource()) : nullptr;
}

static bool hasRole(const clang::CallExpr *call, Role role, AsyncModel &model) {
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && model.role(*callee, role);
}

bool isSleep(const clang::Stmt &suspension, AsyncModel &model) {
  const auto *await = llvm::dyn_cast<clang::CoawaitExpr>(&suspension);
  if (!await)
    return false;
  if (isTime(*await->getOperand()))
    return true;
  const clang::CallExpr *call = awaitedCall(suspension);
  if (hasRole(call, Role::Sleeps, model))
    return true;
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !model.roles(*callee).empty() || !await->getType()->isVoidType())
    return false;
  const auto arguments = argumentsOf(*call);
  return llvm::count_if(arguments, [](const clang::Expr *argument) { return isTime(*argument); }) == 1 &&
         llvm::none_of(arguments, [&](const clang::Expr *argument) {
           return model.type(argument->getType()).awaitable || !model.callResult(argument->getType()).isNull();
         });
}

bool isYield(const clang::Stmt &suspension, AsyncModel &model) {
  return hasRole(awaitedCall(suspension), Role::Yields, model);
}

} // namespace corolint
