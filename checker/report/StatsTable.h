// The figures of a run for people: the one line that sums up, and where the time went.
//
// Apart from TextSink.cpp, which shows findings; programs read the same figures from the JSON.
#pragma once

#include "Paint.h"
#include "Report.h"

#include <llvm/Support/raw_ostream.h>

#include <string>

namespace corolint {

/// `12 findings in 4 files (3 errors, 9 warnings), 1 problem; 37 units, 1204 functions in 3.1 s`
std::string summaryLine(const Report &report);

/// Phases and rules, slowest first, each with its milliseconds and its share of all phases.
void writeStats(const Stats &stats, Paint paint, llvm::raw_ostream &out);

} // namespace corolint
