// The parents of the expressions and statements of one body, as they were written.
//
// Clang's own tree of a coroutine holds each operand several times, inside of the machinery that co_await expands to.
// Here an await has one child, its operand, and what is not in the tree is machinery. Bodies of lambdas are not in the
// tree of the function around them: they run at another time.
#pragma once

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/STLExtras.h>

#include <vector>

namespace corolint {

class WrittenTree {
public:
  /// O(size of `body`).
  explicit WrittenTree(const clang::Stmt &body);

  bool contains(const clang::Stmt &stmt) const { return parents.contains(&stmt); }

  /// Null for the body itself and for what is not in the tree.
  const clang::Stmt *parent(const clang::Stmt &stmt) const { return parents.lookup(&stmt); }

  /// The nearest expression or statement around `stmt` that does more than hand its value on: parentheses, implicit
  /// conversions, temporaries and the braces of full expressions are looked through. `below` is its child on the way.
  struct Above {
    const clang::Stmt *stmt = nullptr;
    const clang::Stmt *below = nullptr;
  };
  Above above(const clang::Stmt &stmt) const;

  /// The full expression that `expr` is part of: temporaries in it die at its end.
  const clang::Stmt &fullExpression(const clang::Expr &expr) const;

  bool isInside(const clang::Stmt &stmt, const clang::Stmt &around) const;

  /// The nearest statement of class `Wanted` around `stmt`; null where there is none.
  template <typename Wanted> const Wanted *enclosing(const clang::Stmt &stmt) const {
    for (const clang::Stmt *up = parent(stmt); up; up = parent(*up))
      if (const auto *found = llvm::dyn_cast<Wanted>(up))
        return found;
    return nullptr;
  }

  /// Every expression or statement of class `Wanted`, in source order.
  template <typename Wanted> std::vector<const Wanted *> every() const {
    std::vector<const Wanted *> result;
    for (const clang::Stmt *stmt : inSourceOrder())
      if (const auto *found = llvm::dyn_cast<Wanted>(stmt))
        result.push_back(found);
    return result;
  }

  /// Whether a handler of this body gets what `stmt` throws.
  bool isTried(const clang::Stmt &stmt) const;

private:
  const std::vector<const clang::Stmt *> &inSourceOrder() const;

  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> parents;
  std::vector<const clang::Stmt *> topDown;               // each before its children
  mutable std::vector<const clang::Stmt *> sourceOrdered; // made when first asked for
};

/// Whether `expr` only hands the value of its one operand on.
bool isTransparent(const clang::Stmt &stmt);

/// The variable of `declarations` that `init` initializes.
const clang::VarDecl *variableOf(const clang::DeclStmt &declarations, const clang::Stmt &init);

} // namespace corolint
