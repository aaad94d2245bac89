// Where the report goes: '-o sarif=a.sarif -o github', each output of one and the same report.
//
// At most one goes to standard output, which holds nothing else then; files are replaced as a whole.
#pragma once

#include "Commands.h"
#include "report/Report.h"
#include "report/SourceText.h"

#include <llvm/Support/Error.h>

namespace corolint {

struct Output {
  std::string format;
  std::string path; // empty: standard output
};

/// The names of all formats, for help and messages.
std::vector<std::string> outputFormats();

/// What the arguments ask for; text on standard output where they ask for nothing. An error is the user's to mend.
llvm::Expected<std::vector<Output>> readOutputs(const CheckArguments &arguments);

/// Writes `report` everywhere. Paths in it are relative to `root` in formats for other programs. An error names the
/// outputs that could not be written; the others are.
llvm::Error writeOutputs(const Report &report, SourceText &sources, llvm::ArrayRef<Output> outputs,
                         const std::string &root, const CheckArguments &arguments);

} // namespace corolint
