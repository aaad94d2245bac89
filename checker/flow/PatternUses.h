// Uses of a parameter in a body that depends on template parameters, of which Clang makes no flow graph.
//
//     template <typename F> Task<> retry(F &&f) {
//       while (true)
//         co_await f();      // in the second turn f is used after a suspension
//
// The order of the text stands in for the order of execution: less sure than a FlowGraph, enough to see whether a use
// comes behind an await.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>

namespace corolint {

struct PatternUse {
  const clang::Expr *use = nullptr; // null: none behind an await
  const clang::Stmt *suspension = nullptr;
};

/// The first use of `parameter` behind an await or in a loop around one; a use in the operand of an await comes before
/// it. O(size of the body), twice that for each loop around another.
PatternUse usedBehindAwait(const clang::FunctionDecl &pattern, const clang::ParmVarDecl &parameter);

} // namespace corolint
