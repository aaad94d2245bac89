// Callables that go through variables, members and parameters: what is put in, and where they are called.
//
//     void onData(std::function<void()> f) { handler_ = std::move(f); }     handler_ may hold what the parameter gets
//     session.onData([] { flush(); });                                      the parameter gets the lambda
//     handler_();                                                           the lambda may run here
//     void each(void (*f)()) { f(); }                                       runs what each call of it is given
#pragma once

#include "Facts.h"
#include "program/UnitSummary.h"

namespace corolint {

/// A call of what a slot holds.
struct SlotCall {
  const clang::CallExpr *expr;
  const clang::ValueDecl *slot;
};

struct Slots {
  std::vector<SlotFill> fills;
  std::vector<SlotCall> calls;            // of variables and members; in this body, not in lambdas in it
  std::vector<unsigned> calledParameters; // of the function itself, by index, in the order of the calls
};

/// The callables among `arguments` of a call of `callee`.
std::vector<GivenCallable> givenCallables(const clang::FunctionDecl &callee,
                                          llvm::ArrayRef<const clang::Expr *> arguments);

/// Those of the body of `facts`. One walk over it; function pointers, 'std::function' and its like, known by their
/// call operators.
Slots findSlots(const FunctionFacts &facts);

} // namespace corolint
