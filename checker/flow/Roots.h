// Which variable or member an expression refers into.
//
//     s.name            s
//     map.find(k)->second.front()   map
//     &buffer[0]        buffer
#pragma once

#include <clang/AST/ExprCXX.h>

namespace corolint {

/// What an expression refers into. `throughPointer`: a pointer, smart pointer or iterator was followed on the way, so
/// that what is referred to need not die with the place.
struct Root {
  const clang::ValueDecl *place = nullptr; // a VarDecl, or a FieldDecl of '*this'
  const clang::Expr *temporary = nullptr;  // a fresh object, where it is none of them
  bool isThis = false;                     // '*this' itself
  bool throughPointer = false;
  bool throughCall = false; // through what a member function returned, as in 'map.find(k)' or 'list.front()'
  // What '*' or '->' was called on, where that is the only pointer that was followed: 'p' of 'p->name'.
  const clang::Expr *followed = nullptr;
};

/// Of a glvalue or pointer the object that it is part of; of a prvalue the object that it is.
Root rootOf(const clang::Expr &expr);

} // namespace corolint
