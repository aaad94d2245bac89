// The part of BodyWalker that looks at values that are thrown away.
#include "BodyWalker.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>

namespace corolint {

/// The function whose call makes the value of `expr`; null where no call does.
static const clang::FunctionDecl *calleeOf(const clang::Expr &expr) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(&expr);
  return call ? call->getDirectCallee() : nullptr;
}

/// Whether `expr` makes a new value of its class, rather than naming one or making an empty one.
static bool makesValue(const clang::Expr &expr) {
  // In a template the parenthesized initializer of a variable has no type of its own.
  if (expr.getType().isNull() || !expr.isPRValue() || !expr.getType()->isRecordType() ||
      llvm::isa<clang::LambdaExpr>(expr))
    return false;
  const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&expr);
  return !construction || construction->getNumArgs() > 0;
}

/// The parameter of a template that `expr` calls: what becomes of the result is then the business of whoever chose the
/// callable, not of the template.
static const clang::ParmVarDecl *calledParameter(const clang::Expr &expr, const clang::FunctionDecl *function) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(&expr);
  if (!call || !function || !function->isTemplateInstantiation())
    return nullptr;
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
  const clang::Expr *called = operatorCall ? operatorCall->getArg(0) : call->getCallee();
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(called->IgnoreParenImpCasts());
  return name ? llvm::dyn_cast<clang::ParmVarDecl>(name->getDecl()) : nullptr;
}

/// Whether a macro that is not the user's decides what becomes of `expr`: 'EXPECT_THROW(save(), Error)' drops the value
/// on purpose.
bool BodyWalker::isForeignMacroArgument(const clang::Expr &expr) const {
  const clang::SourceManager &sources = unit.ast.getSourceManager();
  const clang::SourceLocation begin = expr.getBeginLoc();
  if (!begin.isMacroID() || !sources.isMacroArgExpansion(begin))
    return false;
  return !input.isUserCode(sources.getSpellingLoc(sources.getImmediateExpansionRange(begin).getBegin()));
}

/// 'Task(std::move(t));' ends what 't' held: nobody writes that instead of an await.
static bool isMovedCopy(const clang::Expr &expr) {
  const clang::Expr *value = expr.IgnoreImplicit();
  if (const auto *cast = llvm::dyn_cast<clang::CXXFunctionalCastExpr>(value))
    value = cast->getSubExpr()->IgnoreImplicit();
  const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(value);
  return construction && construction->getConstructor()->isCopyOrMoveConstructor();
}

void BodyWalker::noteDropped(const clang::Expr &expr, Dropping how) {
  if (!makesValue(expr) || isForeignMacroArgument(expr))
    return;
  if (isMovedCopy(expr))
    return;
  const AsyncType &type = unit.model.type(expr.getType());
  if (!type.lostWhenDropped())
    return;
  if (const clang::ParmVarDecl *parameter = calledParameter(expr, body.facts->function)) {
    droppers.insert(parameter);
    return;
  }
  const clang::FunctionDecl *callee = calleeOf(expr);
  const bool noDiscard = type.noDiscard || (callee && callee->hasAttr<clang::WarnUnusedResultAttr>());
  body.facts->dropped.push_back({&expr, &type, how, callee, canAwait(), noDiscard});
}

} // namespace corolint
