// What becomes of a value right where it is made, as the source says it.
//
//     save();                    Dropped
//     co_await save();           Awaited
//     return save();             Returned
//     auto t = save();           Kept in t
//     tasks.push_back(save());   Argument 0 of push_back
//     save().then(log);          Receiver of then
//     [t = save()] {...}         Captured
//
// Parentheses, conversions, copies, std::move and braces hand a value on and are looked through.
#pragma once

#include "WrittenTree.h"

namespace corolint {

struct Fate {
  enum class Kind {
    Dropped, // as a statement, left of a comma
    Voided,  // by a cast to void
    Awaited,
    Returned, // by return, co_return
    Yielded,
    Kept,     // in the variable `variable`
    Assigned, // `by` is the assignment
    Argument, // `argument` (from 0) of the call or construction `by`
    Receiver, // object of the call `by`
    Called,   // it is what the call `by` calls
    Captured, // by the lambda `by`
    Thrown,
    Other, // an operand, a condition
  };
  Kind kind = Kind::Other;
  const clang::Stmt *by = nullptr;
  unsigned argument = 0;
  const clang::VarDecl *variable = nullptr;
  bool isPart = false; // on the way it became part of an aggregate, or a member of it was named

  const clang::Expr *call() const { return llvm::cast<clang::Expr>(by); }
};

/// `value` must be in `tree`. O(depth of the expression).
Fate fateOf(const clang::Expr &value, const WrittenTree &tree);

/// The function that `call`, a CallExpr or CXXConstructExpr, calls; null where that is decided at run time.
const clang::FunctionDecl *calleeOf(const clang::Stmt &call);

/// The parameter that takes argument `argument` of a call; null behind the last one and where the callee is unknown.
const clang::ParmVarDecl *parameterOf(const clang::Stmt &call, unsigned argument);

/// The object that a member function or an operator is called on; null for other calls.
const clang::Expr *objectOf(const clang::Stmt &call);

/// The arguments, without the object of an operator that is a member.
llvm::SmallVector<const clang::Expr *, 4> argumentsOf(const clang::Stmt &call);

} // namespace corolint
