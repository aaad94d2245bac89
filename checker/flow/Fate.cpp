#include "Fate.h"

#include "Access.h"

#include <clang/AST/ASTContext.h>
#include <llvm/ADT/SmallVector.h>

namespace corolint {

const clang::FunctionDecl *calleeOf(const clang::Stmt &call) {
  if (const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&call))
    return construction->getConstructor();
  const auto *expr = llvm::dyn_cast<clang::CallExpr>(&call);
  return expr ? expr->getDirectCallee() : nullptr;
}

/// Whether the first argument of the call is the object of a member operator.
static bool hasOperatorObject(const clang::Stmt &call) {
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  const auto *method =
      operatorCall ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(operatorCall->getDirectCallee()) : nullptr;
  return method && !method->isStatic() && !method->isExplicitObjectMemberFunction();
}

const clang::Expr *objectOf(const clang::Stmt &call) {
  if (const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call))
    return member->getImplicitObjectArgument();
  return hasOperatorObject(call) ? llvm::cast<clang::CallExpr>(call).getArg(0) : nullptr;
}

llvm::SmallVector<const clang::Expr *, 4> argumentsOf(const clang::Stmt &call) {
  llvm::SmallVector<const clang::Expr *, 4> result;
  if (const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&call))
    result.append(construction->getArgs(), construction->getArgs() + construction->getNumArgs());
  else if (const auto *expr = llvm::dyn_cast<clang::CallExpr>(&call))
    result.append(expr->getArgs() + hasOperatorObject(call), expr->getArgs() + expr->getNumArgs());
  return result;
}

const clang::ParmVarDecl *parameterOf(const clang::Stmt &call, unsigned argument) {
  const clang::FunctionDecl *callee = calleeOf(call);
  return callee && argument < callee->getNumParams() ? callee->getParamDecl(argument) : nullptr;
}

/// A copy, move, elided temporary or conversion within the same class.
static bool isCopyOf(const clang::Stmt &stmt, const clang::Stmt &below) {
  const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt);
  return construction && construction->getNumArgs() > 0 && construction->getArg(0) == &below &&
         construction->getConstructor()->isCopyOrMoveConstructor();
}

static bool handsOn(const clang::Stmt &stmt, const clang::Stmt &below) {
  if (isTransparent(stmt) || isCopyOf(stmt, below))
    return true;
  if (const auto *choice = llvm::dyn_cast<clang::AbstractConditionalOperator>(&stmt))
    return choice->getCond() != &below;
  if (const auto *comma = llvm::dyn_cast<clang::BinaryOperator>(&stmt))
    return comma->isCommaOp() && comma->getRHS() == &below;
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&stmt))
    return isCastToRValue(stmt) && call->getArg(0) == &below;
  if (const auto *cast = llvm::dyn_cast<clang::ExplicitCastExpr>(&stmt))
    return !cast->getType()->isVoidType();
  // 'object.method' on its way to the call.
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(&stmt);
  return (member && llvm::isa<clang::CXXMethodDecl>(member->getMemberDecl())) ||
         llvm::isa<clang::CXXStdInitializerListExpr, clang::CXXDefaultInitExpr>(stmt);
}

static bool isFieldOf(const clang::Stmt &stmt, const clang::Stmt &below) {
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(&stmt);
  return member && member->getBase() == &below && llvm::isa<clang::FieldDecl>(member->getMemberDecl());
}

static Fate fateInCall(const clang::Stmt &call, const clang::Stmt &below) {
  Fate fate{.by = &call};
  if (objectOf(call) == &below) {
    const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
    const bool isCall = operatorCall && operatorCall->getOperator() == clang::OO_Call;
    const bool isAssigned = operatorCall && operatorCall->getOperator() == clang::OO_Equal;
    fate.kind = isCall ? Fate::Kind::Called : isAssigned ? Fate::Kind::Other : Fate::Kind::Receiver;
    return fate;
  }
  const auto *expr = llvm::dyn_cast<clang::CallExpr>(&call);
  if (expr && expr->getCallee() == &below) {
    fate.kind = llvm::isa<clang::MemberExpr>(expr->getCallee()->IgnoreParens()) && objectOf(call) ? Fate::Kind::Receiver
                                                                                                  : Fate::Kind::Called;
    return fate;
  }
  const auto *assignment = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  if (assignment && assignment->getOperator() == clang::OO_Equal) {
    fate.kind = Fate::Kind::Assigned;
    return fate;
  }
  const auto arguments = argumentsOf(call);
  const auto *found = llvm::find(arguments, &below);
  if (found == arguments.end())
    return fate;
  fate.kind = Fate::Kind::Argument;
  fate.argument = static_cast<unsigned>(found - arguments.begin());
  return fate;
}

static Fate fateIn(const clang::Stmt &stmt, const clang::Stmt &below) {
  if (llvm::isa<clang::CoawaitExpr>(stmt))
    return {.kind = Fate::Kind::Awaited, .by = &stmt};
  if (llvm::isa<clang::CoyieldExpr>(stmt))
    return {.kind = Fate::Kind::Yielded, .by = &stmt};
  if (llvm::isa<clang::ReturnStmt, clang::CoreturnStmt>(stmt))
    return {.kind = Fate::Kind::Returned, .by = &stmt};
  if (llvm::isa<clang::CXXThrowExpr>(stmt))
    return {.kind = Fate::Kind::Thrown, .by = &stmt};
  if (llvm::isa<clang::LambdaExpr>(stmt))
    return {.kind = Fate::Kind::Captured, .by = &stmt};
  if (const auto *cast = llvm::dyn_cast<clang::ExplicitCastExpr>(&stmt); cast && cast->getType()->isVoidType())
    return {.kind = Fate::Kind::Voided, .by = &stmt};
  if (llvm::isa<clang::CallExpr, clang::CXXConstructExpr>(stmt))
    return fateInCall(stmt, below);
  if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(&stmt))
    return {.kind = Fate::Kind::Kept, .by = &stmt, .variable = variableOf(*declarations, below)};
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) {
    if (binary->isCommaOp())
      return {.kind = Fate::Kind::Dropped, .by = &stmt};
    if (binary->isAssignmentOp() && binary->getRHS() == &below)
      return {.kind = Fate::Kind::Assigned, .by = &stmt};
  }
  if (llvm::isa<clang::Expr>(stmt))
    return {.kind = Fate::Kind::Other, .by = &stmt};
  // A statement that uses the value as its condition shows it; in all others the expression is a statement itself.
  const auto *branch = llvm::dyn_cast<clang::IfStmt>(&stmt);
  const auto *loop = llvm::dyn_cast<clang::WhileStmt>(&stmt);
  const auto *choice = llvm::dyn_cast<clang::SwitchStmt>(&stmt);
  const auto *repeat = llvm::dyn_cast<clang::ForStmt>(&stmt);
  const auto *again = llvm::dyn_cast<clang::DoStmt>(&stmt);
  const bool isCondition = (branch && branch->getCond() == &below) || (loop && loop->getCond() == &below) ||
                           (choice && choice->getCond() == &below) || (repeat && repeat->getCond() == &below) ||
                           (again && again->getCond() == &below);
  return {.kind = isCondition ? Fate::Kind::Other : Fate::Kind::Dropped, .by = &stmt};
}

Fate fateOf(const clang::Expr &value, const WrittenTree &tree) {
  bool isPart = false;
  const clang::Stmt *below = &value;
  for (const clang::Stmt *up = tree.parent(value); up; below = up, up = tree.parent(*up)) {
    if (llvm::isa<clang::InitListExpr>(up) || isFieldOf(*up, *below)) {
      isPart = true;
      continue;
    }
    if (handsOn(*up, *below))
      continue;
    Fate fate = fateIn(*up, *below);
    fate.isPart = isPart;
    return fate;
  }
  return {.isPart = isPart};
}

} // namespace corolint
