// Which variables and members other code can change while a body is suspended.
//
//     int total;                          shared: anybody may write it
//     Task<> add(int &sum) {              shared: the caller's
//       int own = 0;                      nobody else knows it,
//       spawn([&own] {...});              unless somebody is given a reference to it
#pragma once

#include "FlowGraph.h"

namespace corolint {

/// Whether the object that `place` names in the body of `graph` can be changed by others.
bool isShared(const clang::ValueDecl &place, const FlowGraph &graph);

} // namespace corolint
