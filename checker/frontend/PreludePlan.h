// Which units of a run can share a prelude, and what belongs into it.
//
// Known before the first parse, from flags and the text of the sources: a prelude pays from a few units on.
#pragma once

#include "CompileCommand.h"

#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <vector>

namespace corolint {

/// Units with equal flags, and the standard headers that enough of them include.
struct PreludeGroup {
  std::vector<std::size_t> units;   // indices into the commands, ascending
  std::vector<std::string> headers; // 'vector'; sorted
};

/// The groups large enough to pay for a prelude, no unit in two. Reads the sources' '#include' lines: linear in the
/// size of the user's code.
std::vector<PreludeGroup> planPreludes(llvm::ArrayRef<const CompileCommand *> commands, llvm::vfs::FileSystem &files);

} // namespace corolint
