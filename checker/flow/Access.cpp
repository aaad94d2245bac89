#include "Access.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

bool isCastToRValue(const clang::Stmt &stmt) {
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && callee->isInStdNamespace() && callee->getIdentifier() &&
           (callee->getName() == "move" || callee->getName() == "forward") && call->getNumArgs() == 1 &&
           call->isXValue();
  }
  const auto *cast = llvm::dyn_cast<clang::ExplicitCastExpr>(&stmt);
  return cast && cast->getTypeAsWritten()->isRValueReferenceType();
}

static bool isCopyOrMoveOf(const clang::Stmt &stmt, const clang::Stmt &argument) {
  const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt);
  return construction && construction->getNumArgs() > 0 && construction->getArg(0) == &argument &&
         construction->getConstructor()->isCopyOrMoveConstructor();
}

static Access captureOf(const clang::LambdaExpr &lambda, const clang::Stmt &init) {
  const auto *capture = lambda.capture_begin();
  for (const clang::Expr *candidate : lambda.capture_inits()) {
    if (candidate == &init && capture->getCaptureKind() == clang::LCK_ByRef)
      return Access::CaptureReference;
    ++capture;
  }
  return Access::CaptureCopy;
}

/// The access of the operand `below` of an operator or call `stmt`; nothing where the operator decides nothing.
static std::optional<Access> accessBy(const clang::Stmt &stmt, const clang::Stmt &below) {
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(&stmt))
    return binary->isAssignmentOp() && binary->getLHS() == &below
               ? (binary->isCompoundAssignmentOp() ? Access::Update : Access::Write)
               : Access::Read;
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(&stmt))
    return unary->isIncrementDecrementOp()          ? Access::Update
           : unary->getOpcode() == clang::UO_AddrOf ? Access::Address
                                                    : Access::Read;
  if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt))
    return captureOf(*lambda, below);
  if (llvm::isa<clang::CoroutineSuspendExpr>(stmt))
    return Access::Await;
  if (const auto *call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&stmt);
      call && call->getNumArgs() > 0 && call->getArg(0) == &below)
    return call->getOperator() == clang::OO_Equal ? Access::Write : Access::Method;
  if (isCopyOrMoveOf(stmt, below))
    return Access::Read;
  if (llvm::isa<clang::CallExpr, clang::CXXConstructExpr, clang::DeclStmt, clang::ReturnStmt, clang::InitListExpr>(
          stmt))
    return Access::Bind;
  return std::nullopt;
}

/// Whether the way up goes through the object of a member access: 'x.a' of 'x'.
static const clang::MemberExpr *memberOf(const clang::Stmt &stmt, const clang::Stmt &below) {
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(&stmt);
  return member && member->getBase() == &below ? member : nullptr;
}

static bool isLoad(const clang::Stmt &stmt) {
  const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(&stmt);
  return cast && cast->getCastKind() == clang::CK_LValueToRValue;
}

/// After std::move: awaited is more than moved.
static Access movedBy(const clang::Stmt &cast, const WrittenTree &tree) {
  const WrittenTree::Above above = tree.above(cast);
  return above.stmt && llvm::isa<clang::CoroutineSuspendExpr>(above.stmt) ? Access::Await : Access::Move;
}

Usage usageOf(const clang::Expr &name, const WrittenTree &tree) {
  bool whole = true;
  const clang::Stmt *below = &name;
  for (const clang::Stmt *up = tree.parent(name); up; below = up, up = tree.parent(*up)) {
    if (isLoad(*up))
      return {Access::Read, whole, up};
    if (const clang::MemberExpr *member = memberOf(*up, *below)) {
      if (!llvm::isa<clang::FieldDecl>(member->getMemberDecl()))
        return {Access::Method, whole, tree.parent(*up)};
      whole = false;
      continue;
    }
    if (isCastToRValue(*up))
      return {movedBy(*up, tree), whole, up};
    if (isTransparent(*up) || llvm::isa<clang::ConditionalOperator, clang::ExplicitCastExpr>(up))
      continue;
    if (const auto access = accessBy(*up, *below))
      return {*access, whole, up};
    return {Access::Read, whole, up};
  }
  return {Access::Read, whole, nullptr};
}

} // namespace corolint
