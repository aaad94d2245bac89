// Who a finding is, from one version of the code to the next.
//
// Baselines and code hosts have to know an old finding again after lines moved, code was indented anew or a file was
// renamed. So a fingerprint is made of the rule, the enclosing function and the code it points at: of no path, line,
// column or message.
#pragma once

#include "Report.h"
#include "SourceText.h"

namespace corolint {

/// Gives each finding of the finished `report` its fingerprint, '<16 hex digits>:<ordinal>': the ordinal counts from 1
/// the findings of the report that are alike in all that goes into the hash, in the order of the report.
void assignFingerprints(Report &report, SourceText &sources);

} // namespace corolint
