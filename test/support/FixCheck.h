// Applies the fixes of a case's findings in memory and looks at what becomes of the code.
//
// Every fix leaves code that parses. A safe one also ends its finding and, taken together with the others, comes to
// an end: code in which all safe fixes were applied offers none.
#pragma once

#include "CaseRunner.h"

namespace corolint::test {

Failures checkFixes(const CaseRunner &runner, const Case &test, const std::vector<Finding> &findings);

} // namespace corolint::test
