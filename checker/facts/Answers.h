// What the bodies of a unit tell of their functions to units that see only the declarations.
//
// The other half of FindingBuilder::supposes: a rule of another unit asks, and the link brings both together.
#pragma once

#include "Facts.h"
#include "program/Suppositions.h"

namespace corolint {

/// Of each function that other units can call and that returns work. O(size of their bodies).
std::vector<Answered> answersOf(const UnitFacts &unit);

} // namespace corolint
