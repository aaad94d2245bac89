// Finds what an argument refers to that dies: through references, pointers, views, closures, aggregates and aliases.
//
// Only what the function itself owns can die under its callee, so whatever leads to an object of others ends the
// search.
#pragma once

#include "Borrows.h"
#include "Roots.h"

namespace corolint {

/// The lambda whose closure `expr` is, or wraps as in 'std::function<void()>([&] {...})', written there or kept in a
/// variable before.
const clang::LambdaExpr *closureIn(const clang::Expr &expr);

/// Looks through one argument for what it refers to.
class Lender {
public:
  Lender(const FlowGraph &graph, AsyncModel &model, Borrow prototype, std::vector<Borrow> &borrows)
      : graph(graph), model(model), prototype(prototype), borrows(borrows) {}

  /// `expr` initializes something of type `type`: a parameter, a field of an aggregate.
  void look(const clang::Expr &expr, clang::QualType type);

private:
  void lend(const Root &root);
  bool ownsWhatFollows(const Root &root) const;
  bool follows(const clang::VarDecl &alias);
  bool lendBehind(const clang::VarDecl &alias);
  void lookIntoPointer(const clang::Expr &expr);
  void lookIntoView(const clang::Expr &expr);
  void lookIntoClosure(const clang::LambdaExpr &lambda);
  void lookIntoAggregate(const clang::InitListExpr &list);
  bool lookIntoTuple(const clang::Expr &value, clang::QualType type);

  const FlowGraph &graph;
  AsyncModel &model;
  const Borrow prototype;
  std::vector<Borrow> &borrows;
  unsigned hops = 0; // from alias to alias
};

} // namespace corolint
