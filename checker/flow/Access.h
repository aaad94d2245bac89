// How the expression that names a variable uses it.
//
// Apart from FlowGraph.h, which needs the answer for its events, because rules ask it of single expressions too.
#pragma once

#include "FlowGraph.h"

namespace corolint {

struct Usage {
  Access access;
  bool whole;                 // of the variable itself, not of a member of it
  const clang::Stmt *takenBy; // the expression or statement that the access happens in
};

/// The use that `name`, a DeclRefExpr, MemberExpr or CXXThisExpr of `tree`, makes of what it names.
Usage usageOf(const clang::Expr &name, const WrittenTree &tree);

/// Whether `expr` is a call of std::move, std::forward or a cast to an rvalue reference.
bool isCastToRValue(const clang::Stmt &expr);

} // namespace corolint
