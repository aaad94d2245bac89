#include "WrittenTree.h"

#include <llvm/ADT/SmallVector.h>

namespace corolint {

using Children = llvm::SmallVector<const clang::Stmt *, 8>;

/// The children of `stmt` that somebody wrote.
static Children writtenChildren(const clang::Stmt &stmt) {
  if (const auto *await = llvm::dyn_cast<clang::CoroutineSuspendExpr>(&stmt))
    return {await->getOperand()};
  if (const auto *result = llvm::dyn_cast<clang::CoreturnStmt>(&stmt))
    return {result->getOperand()};
  Children children;
  if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
    for (const clang::Expr *init : lambda->capture_inits())
      children.push_back(init);
    return children;
  }
  if (const auto *rewritten = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(&stmt))
    return {rewritten->getSemanticForm()};
  for (const clang::Stmt *child : stmt.children())
    children.push_back(child);
  return children;
}

WrittenTree::WrittenTree(const clang::Stmt &body) {
  llvm::SmallVector<const clang::Stmt *, 32> open = {&body};
  parents[&body] = nullptr;
  while (!open.empty()) {
    const clang::Stmt *stmt = open.pop_back_val();
    topDown.push_back(stmt);
    for (const clang::Stmt *child : writtenChildren(*stmt))
      if (child && parents.try_emplace(child, stmt).second)
        open.push_back(child);
  }
}

const std::vector<const clang::Stmt *> &WrittenTree::inSourceOrder() const {
  if (!sourceOrdered.empty())
    return sourceOrdered;
  // Where an expression begins and ends is found by going down into it, so each is asked once.
  struct Placed {
    clang::SourceLocation begin, end;
    const clang::Stmt *stmt;
  };
  std::vector<Placed> placed;
  placed.reserve(topDown.size());
  for (const clang::Stmt *stmt : topDown)
    placed.push_back({stmt->getBeginLoc(), stmt->getEndLoc(), stmt});
  llvm::stable_sort(
      placed, [](const Placed &a, const Placed &b) { return std::pair(a.begin, b.end) < std::pair(b.begin, a.end); });
  for (const Placed &one : placed)
    sourceOrdered.push_back(one.stmt);
  return sourceOrdered;
}

bool isTransparent(const clang::Stmt &stmt) {
  return llvm::isa<clang::ParenExpr, clang::FullExpr, clang::CXXBindTemporaryExpr, clang::MaterializeTemporaryExpr,
                   clang::ImplicitCastExpr, clang::SubstNonTypeTemplateParmExpr>(stmt);
}

WrittenTree::Above WrittenTree::above(const clang::Stmt &stmt) const {
  Above result{parent(stmt), &stmt};
  while (result.stmt && isTransparent(*result.stmt))
    result = {parent(*result.stmt), result.stmt};
  return result;
}

const clang::Stmt &WrittenTree::fullExpression(const clang::Expr &expr) const {
  const clang::Stmt *full = &expr;
  for (const clang::Stmt *up = parent(expr); up && llvm::isa<clang::Expr>(up); up = parent(*up))
    full = up;
  return *full;
}

bool WrittenTree::isInside(const clang::Stmt &stmt, const clang::Stmt &around) const {
  for (const clang::Stmt *up = &stmt; up; up = parent(*up))
    if (up == &around)
      return true;
  return false;
}

bool WrittenTree::isTried(const clang::Stmt &stmt) const {
  const clang::Stmt *below = &stmt;
  for (const clang::Stmt *up = parent(stmt); up; below = up, up = parent(*up))
    if (const auto *tried = llvm::dyn_cast<clang::CXXTryStmt>(up); tried && tried->getTryBlock() == below)
      return true;
  return false;
}

const clang::VarDecl *variableOf(const clang::DeclStmt &declarations, const clang::Stmt &init) {
  for (const clang::Decl *decl : declarations.decls()) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable && variable->getInit() == &init)
      return variable;
    if (const auto *parts = llvm::dyn_cast_or_null<clang::DecompositionDecl>(decl); parts && parts->getInit() == &init)
      return parts;
  }
  return nullptr;
}

} // namespace corolint
