// Applies fixes, and keeps only those that hold.
//
//     choose fixes -> edit in memory -> check the units that see the edits -> keep, or try each one alone
//
// A fix is kept if everything still parses, its finding is gone and no finding has come. Nothing is written here: the
// caller writes or shows the texts.
#pragma once

#include "Batch.h"

namespace corolint {

struct RepairOptions {
  bool unsafe = false; // also fixes that need a review
  unsigned threads = 1;
};

struct RepairedFile {
  std::string path, before, after;
};

struct Repair {
  std::vector<RepairedFile> files; // sorted by path
  std::size_t kept = 0;            // fixes that hold
  std::size_t refused = 0;         // fixes that would break something or leave their finding
  Report left;                     // what is found in the repaired code
};

/// Repairs what `checked`, the result of checking `jobs`, reports. Files that have changed since are left alone and
/// named as Problems. Each pass parses the units that include an edited file; overlapping fixes wait for the next pass.
Repair repair(llvm::ArrayRef<Job> jobs, const BatchResult &checked, const RepairOptions &options);

} // namespace corolint
