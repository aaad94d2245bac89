// Which files a unit may consist of, before it is parsed.
//
// For leaving out the units that a change cannot touch. Read off the text, so it errs on the safe side: a unit with an
// '#include' that cannot be followed may include anything.
#pragma once

#include "CompileCommand.h"

#include <llvm/ADT/STLFunctionalExtras.h>

#include <memory>

namespace corolint {

class IncludeScan;

class UnitFiles {
public:
  UnitFiles();
  ~UnitFiles();

  /// Whether `isWanted` says so of one of the unit's files; paths are absolute. Each file is read once in the life of
  /// the object, as long as units have the same folders of headers.
  bool mayInclude(const CompileCommand &command, llvm::function_ref<bool(llvm::StringRef path)> isWanted);

private:
  struct Folders;
  std::vector<std::unique_ptr<Folders>> known;
};

} // namespace corolint
