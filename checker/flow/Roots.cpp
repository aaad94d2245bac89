#include "Roots.h"

#include "Access.h"

namespace corolint {

static const clang::ValueDecl *variableNamedBy(const clang::ValueDecl &named) {
  if (const auto *binding = llvm::dyn_cast<clang::BindingDecl>(&named))
    return llvm::dyn_cast_or_null<clang::VarDecl>(binding->getDecomposedDecl());
  return llvm::dyn_cast<clang::VarDecl>(&named);
}

/// Whether the result of a call may point into the object that it was called on.
static bool mayPointInto(const clang::Expr &call) {
  if (call.isGLValue() || call.getType()->isPointerType())
    return true;
  // Iterators, views and smart pointers are small classes that can be followed.
  const clang::CXXRecordDecl *record = call.getType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  clang::ASTContext &ast = record->getASTContext();
  const auto has = [&](clang::OverloadedOperatorKind kind) {
    return !record->lookup(ast.DeclarationNames.getCXXOperatorName(kind)).empty();
  };
  return has(clang::OO_Star) || has(clang::OO_Arrow);
}

static bool isFollowing(clang::OverloadedOperatorKind kind) {
  return kind == clang::OO_Star || kind == clang::OO_Arrow;
}

static void leave(Root &root) {
  root.throughPointer = true;
  root.followed = nullptr;
}

/// The operand of a conversion or temporary that `expr` is; null where it is none.
static const clang::Expr *unwrapped(const clang::Expr &expr, Root &root) {
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(&expr)) {
    if (cast->getCastKind() == clang::CK_LValueToRValue && cast->getType()->isPointerType())
      leave(root); // loading a pointer leaves the object
    return cast->getSubExpr();
  }
  if (const auto *full = llvm::dyn_cast<clang::FullExpr>(&expr))
    return full->getSubExpr();
  if (const auto *made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(&expr))
    return made->getSubExpr();
  const auto *bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(&expr);
  return bound ? bound->getSubExpr() : nullptr;
}

/// Whether `expr` is a fresh smart pointer that was followed: what it points to is its own, as its destructor tells.
static bool ownsWhatIsFollowed(const clang::Expr &expr, const Root &root) {
  const clang::CXXRecordDecl *record = expr.isPRValue() ? expr.getType()->getAsCXXRecordDecl() : nullptr;
  return root.followed && record && record->hasDefinition() && !record->hasTrivialDestructor();
}

/// The object that the result of a call may point into; null where it may not.
static const clang::Expr *behindCall(const clang::Expr &expr, Root &root) {
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&expr); call && isCastToRValue(expr))
    return call->getArg(0);
  if (!mayPointInto(expr) || ownsWhatIsFollowed(expr, root))
    return nullptr;
  if (const auto *call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&expr)) {
    const clang::Expr *operand = call->getNumArgs() > 0 ? call->getArg(0) : nullptr;
    if (isFollowing(call->getOperator())) {
      root.followed = root.throughPointer || !operand ? nullptr : operand->IgnoreParenImpCasts();
      root.throughPointer = true;
    }
    root.throughCall = true;
    return operand;
  }
  if (const auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(&expr)) {
    root.throughCall = true;
    return call->getImplicitObjectArgument();
  }
  const auto *copy = llvm::dyn_cast<clang::CXXConstructExpr>(&expr);
  return copy && copy->getNumArgs() == 1 && copy->getConstructor()->isCopyOrMoveConstructor() ? copy->getArg(0)
                                                                                              : nullptr;
}

/// The expression that `expr` is a part of or points into; null where it names or makes an object itself.
static const clang::Expr *owner(const clang::Expr &expr, Root &root) {
  if (const clang::Expr *inner = unwrapped(expr, root))
    return inner;
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
    if (member->getMemberDecl()->getType()->isReferenceType())
      leave(root);
    return llvm::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()) ? nullptr : member->getBase();
  }
  if (const auto *subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(&expr))
    return subscript->getBase();
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(&expr))
    return unary->getOpcode() == clang::UO_AddrOf || unary->getOpcode() == clang::UO_Deref ? unary->getSubExpr()
                                                                                           : nullptr;
  return behindCall(expr, root);
}

Root rootOf(const clang::Expr &start) {
  Root root;
  const clang::Expr *expr = start.IgnoreParens();
  while (const clang::Expr *inner = owner(*expr, root))
    expr = inner->IgnoreParens();
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(expr))
    root.place = variableNamedBy(*name->getDecl());
  else if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(expr))
    root.place = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  else if (llvm::isa<clang::CXXThisExpr>(expr))
    root.isThis = true;
  else if (expr->isPRValue() && expr->getType()->isRecordType())
    root.temporary = expr;
  return root;
}

} // namespace corolint
