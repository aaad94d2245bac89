// One run of the engine for the commands that need a report: check and baseline.
//
// The same steps in the same order for both: what a baseline holds is what a check would show.
#pragma once

#include "Commands.h"
#include "Setup.h"

namespace corolint {

struct Checked {
  Setup setup;
  BatchResult result;      // its report is finished and has fingerprints
  bool isOfChange = false; // only what is new in a change was kept
  std::size_t notNew = 0;  // findings left out because they are no part of it
};

/// Checks what the arguments name. An error is the user's to mend. Shows progress on a terminal.
llvm::Expected<Checked> runCheck(const CheckArguments &arguments);

/// Makes the report of what was checked elsewhere: of the results that the arguments name.
llvm::Expected<Checked> runMerge(const CheckArguments &arguments);

/// Whether the run looked at the file, or whether the file is no more; for what a baseline knows of it.
bool wasChecked(llvm::StringRef relativePath, const Checked &checked);

} // namespace corolint
