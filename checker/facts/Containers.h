// What refers into containers, and what ends that.
//
//     auto it = _sessions.find(id);      an iterator into _sessions
//     auto &s = it->second;              an element of it
//     _sessions.erase(id);               ends both
//
// Which member functions of which containers end what is data (TypeRole::Container). A container is known by the field
// or variable that holds it: one field of many objects counts as one container.
#pragma once

#include "Facts.h"

namespace corolint {

/// What into a container something refers to.
enum class Into {
  Iterator,
  Element, // or a part of one
  Pointee, // what an element owns on the heap: it stays where it is when the element moves
};

struct ContainerRef {
  const clang::ValueDecl *container; // a field, a global or static variable, a parameter by reference
  Into into;
};

/// Where `variable`, a local reference, pointer, iterator or view, refers to; nothing where that is no container, or
/// one that the function owns alone.
std::optional<ContainerRef> containerBehind(const clang::VarDecl &variable, Summaries &summaries);

/// The container that `expr` names; null where it is none or nobody else can reach it.
const clang::ValueDecl *sharedContainer(const clang::Expr &expr, Summaries &summaries);

/// A call or assignment that ends what refers into a container.
struct Invalidation {
  const clang::ValueDecl *container;
  const clang::Expr *expr;
  const FunctionFacts *in;
  std::string how; // 'erase', '='
  bool ends[3];    // by Into

  bool endsWhat(Into into) const { return ends[static_cast<unsigned>(into)]; }
};

/// All of the unit, in source order, but for those in constructors and destructors, when nobody else is there.
std::vector<Invalidation> findInvalidations(const UnitFacts &unit);

} // namespace corolint
