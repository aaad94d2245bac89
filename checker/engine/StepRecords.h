// What the steps of a check hand to each other, as files.
//
// Canonical, as the records of units are (store/UnitRecord.h): a step that comes to the same writes the same bytes, so
// a build engine need not run the steps behind it.
#pragma once

#include "Steps.h"

namespace corolint {

/// Paths below `root` are written relative to it.
std::string recordOf(const UnitInterface &facts, llvm::StringRef root);
std::string recordOf(llvm::ArrayRef<LinkedFinding> slice, llvm::StringRef root);
std::string recordOf(const Results &results, llvm::StringRef root);

/// Each reads a file; an error says which one, and what to do.
llvm::Expected<UnitInterface> readFacts(const std::string &file, llvm::StringRef root);
llvm::Expected<std::vector<LinkedFinding>> readSlice(const std::string &file, llvm::StringRef root);
llvm::Expected<Results> readResults(const std::string &file, llvm::StringRef root);

} // namespace corolint
