// The facts of one unit as other units need them.
//
// What stays of a unit when its AST is gone, for rules that look at whole programs.
#pragma once

#include "Facts.h"
#include "program/UnitSummary.h"

#include <llvm/ADT/STLFunctionalExtras.h>

namespace corolint {

/// Adds to the summary of a function the calls in it that matter to a rule.
using AddDeeds = llvm::function_ref<void(const FunctionFacts &, std::vector<DeedSummary> &)>;

/// Functions that lead nowhere are left out. O(size of the unit's bodies).
UnitSummary summarize(const UnitFacts &unit, AddDeeds addDeeds);

} // namespace corolint
