// A check of a whole text, beside which a check while it is edited must find the same.
//
// Down to the byte of what the store would keep: findings, paths, fixes, what other units must know.
#pragma once

#include "engine/Batch.h"
#include "engine/LiveChecker.h"

namespace corolint::test {

/// In a process of its own: broken code may crash the parser.
JobOutcome checkWhole(const Engine &engine, const LiveOrder &order);

/// Both as text where they differ, else twice the same.
std::pair<std::string, std::string> compared(const JobOutcome &whole, const LiveOutcome &live);

} // namespace corolint::test
