#include "Awaits.h"

#include "InferredRoles.h"
#include "flow/Fate.h"
#include "flow/Roots.h"

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

// Variables that are made from variables are followed this far: '*it' of a range-for over what was gathered has three.
static constexpr unsigned maxDepth = 6;

static bool isGathered(const clang::Expr &object, AsyncModel &model, unsigned depth) {
  const clang::Expr &plain = *object.IgnoreUnlessSpelledInSource();
  if (const auto *await = llvm::dyn_cast<clang::CoawaitExpr>(&plain)) {
    const clang::CallExpr *call = awaitedCall(*await);
    const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return callee && model.role(*callee, Role::Gathers);
  }
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(rootOf(object).place);
  return variable && variable->getInit() && depth < maxDepth && isGathered(*variable->getInit(), model, depth + 1);
}

bool isGathered(const clang::Expr &object, AsyncModel &model) { return isGathered(object, model, 0); }

} // namespace corolint
