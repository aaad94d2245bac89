// The proof that tasks do not disturb each other: each works on variables of its own alone.
//
// Functions without a body in the unit, globals, members, references and exceptions end the proof.
#pragma once

#include "Facts.h"

namespace corolint {

/// Whether `call` makes a lazy task that waits for something and touches nothing that others could see. O(bodies that
/// it calls), to a bounded depth.
bool worksAlone(const clang::CallExpr &call, const UnitFacts &unit);

} // namespace corolint
