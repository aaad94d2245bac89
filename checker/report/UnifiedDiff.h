// The difference of two texts as 'diff -u' prints it and 'patch' reads it.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/raw_ostream.h>

#include <string>

namespace corolint {

/// Writes nothing for equal texts. `path` is shown as it is, behind 'a/' and 'b/'. O(lines) for the few changes of
/// fixes; the difference is right for any texts, but least only for changes that lie apart.
void writeUnifiedDiff(const std::string &path, llvm::StringRef before, llvm::StringRef after, llvm::raw_ostream &out);

} // namespace corolint
