// What happens to a unit on its way into a check, for 'corolint doctor'.
//
// Plain values without words around them: DoctorCommand.cpp prints them.
#pragma once

#include "engine/Engine.h"

namespace corolint {

struct Diagnosis {
  std::string compiler, usedFlags, unusedFlags; // of the command
  std::vector<std::string> libraries;           // whose data some call or type of the unit is known by; sorted
  unsigned functions = 0;                       // that were looked at
  std::size_t userFiles = 0;
  std::vector<std::string> problems; // why it is not checked, or not all of it
};

/// Parses the unit; no rule runs.
Diagnosis diagnose(const Engine &engine, const CompileCommand &command);

/// The files of the units that may include `header`.
std::vector<std::string> mayInclude(llvm::ArrayRef<CompileCommand> commands, const std::string &header);

struct FolderUnits {
  std::size_t known = 0;
  std::vector<std::string> gone;    // in the database, but not on the disk
  std::vector<std::string> unknown; // the other way round
};

/// How the sources below `folder` and the database agree. Sources that `isOwn` denies may be missing in it.
FolderUnits unitsBelow(const std::string &folder, llvm::ArrayRef<CompileCommand> commands,
                       llvm::function_ref<bool(llvm::StringRef path, bool isSystem)> isOwn);

} // namespace corolint
