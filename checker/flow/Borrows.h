// What a call lends to the work that it starts: objects that the work refers to without owning them.
//
//     send(std::string("hi"));       a temporary, bound to 'const std::string &'
//     send(&header);                 a local variable, through a pointer
//     send({name, size});            a local variable, in an aggregate with a reference
//     send([&] { return name; });    a local variable, captured by reference
#pragma once

#include "Summaries.h"

namespace corolint {

struct Borrow {
  static constexpr unsigned object = ~0u;

  const clang::Expr *argument = nullptr;
  unsigned index = 0;                       // of the argument, or `object` for what a member is called on
  const clang::Expr *temporary = nullptr;   // what is lent: a temporary,
  const clang::VarDecl *variable = nullptr; // or a variable that the function owns
  LateUse late;                             // whether the callee uses it when the caller may have gone on
  bool byClosure = false;                   // captured by reference in a closure that the callee gets
  bool isShared = false;                    // through a pointer of which others may have copies
  bool isCaptured = false;                  // a copy in the closure whose body this is: it dies with that

  bool isObject() const { return index == object; }
};

/// What `call`, an expression of the body of `graph` whose value is work, lends. O(size of the arguments).
std::vector<Borrow> borrowsOf(const clang::Expr &call, const FlowGraph &graph, Summaries &summaries);

/// Whether the closure whose body `graph` is of has a copy of `variable`.
bool isCopiedInto(const clang::VarDecl &variable, const FlowGraph &graph);

/// Whether `variable` is owned by the body of `graph`, so that it dies with it: a local or a parameter by value.
bool isOwnedBy(const clang::VarDecl &variable, const FlowGraph &graph);

} // namespace corolint
