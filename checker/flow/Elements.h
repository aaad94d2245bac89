// The elements of a tuple, pair or structured binding, each as a place of its own.
//
//     auto results = co_await when_all(save(), query());
//     auto &saved = std::get<0>(results);      // element 0
//     auto [first, second] = ...;              // elements 0 and 1
//
// To the flow graph all of them are uses of the whole; what gathers futures gives them back as one.
#pragma once

#include "FlowGraph.h"

#include <optional>

namespace corolint {

/// An element, and where it is named. `use` is the event as if the element were a variable.
struct ElementUse {
  const clang::VarDecl *whole;
  unsigned index;
  Event use;
};

/// The element that `use` names; nothing where it names the whole or something else.
std::optional<ElementUse> elementUse(const Event &use, const WrittenTree &tree);

} // namespace corolint
