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

/// The compile_commands.json for `place`, read: of '-p' or found upward. An error says where to get one.
llvm::Expected<CompileCommands> databaseFor(const CheckArguments &arguments, const std::string &place);

bool isCppSource(llvm::StringRef file);

/// The C++ sources below `folder`, sorted; hidden folders are left out.
std::vector<std::string> sourcesBelow(const std::string &folder);

} // namespace corolint
