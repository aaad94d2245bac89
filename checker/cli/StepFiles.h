// The files that the steps of a distributed check read, as the command line names them.
//
// Apart from the commands, because a report of merged results is made as any other (Checked.h).
#pragma once

#include "Commands.h"
#include "engine/StepRecords.h"

namespace corolint {

/// The inputs of the command; of '@FILE', the lines of the file.
llvm::Expected<std::vector<std::string>> inputsOf(const CheckArguments &arguments);

/// All results that the arguments name, merged.
llvm::Expected<Results> readAllResults(const CheckArguments &arguments, const std::string &root);

/// Writes these to the file that '--into' names.
llvm::Error writeMerged(const CheckArguments &arguments);

} // namespace corolint
