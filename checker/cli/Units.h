// Which units the command line means.
//
// Paths are looked up in compilation databases, or stand for themselves where the flags are given.
#pragma once

#include "Commands.h"
#include "frontend/CompileCommand.h"
#include "report/Finding.h"

#include <llvm/Support/Error.h>

namespace corolint {

struct Units {
  std::vector<CompileCommand> commands; // sorted by file, no file twice
  std::vector<Problem> problems;
};

/// The units below the paths of `arguments`: from a compilation database, or of the flags behind '--'.
llvm::Expected<Units> findUnits(const CheckArguments &arguments);

} // namespace corolint
