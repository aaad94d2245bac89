// Runs the rules that look at whole programs.
//
// After all units, on their summaries alone: no AST is needed any more.
#pragma once

#include "Engine.h"
#include "program/Program.h"

#include <functional>

namespace corolint {

/// The findings of all rules in `program`, with the severities of the engine that `engineOf` names for a file: that of
/// a unit which the file belongs to. Sorted by nothing yet.
std::vector<Finding> checkProgram(const Program &program,
                                  const std::function<const Engine *(const std::string &file)> &engineOf);

/// Adds `found` to the findings of units: where both have one of the same rule at the same place, the shorter path is
/// the better one.
void mergeProgramFindings(std::vector<Finding> &findings, std::vector<Finding> found);

} // namespace corolint
