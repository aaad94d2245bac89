// What checking one unit yields, as plain values.
//
// It outlives the AST: it goes from threads and processes to the report, into the store and back.
#pragma once

#include "UnitSummary.h"
#include "report/Report.h"
#include "support/Input.h"

#include <string>
#include <vector>

namespace corolint {

struct UnitResult {
  Report report;
  std::vector<UserFile> userFiles; // the files that were looked at; sorted by path
  UnitSummary summary;             // what other units must know of it
  std::vector<Input> inputs;       // all that the result depends on besides the settings; sorted by path
};

} // namespace corolint
