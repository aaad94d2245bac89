// What the HTML report shows of paths and of text that may hold them.
//
// A report is published and compared: it tells nothing of the machine on which it was made, and is the same for each
// checkout. So paths are from the root of the project, and of files elsewhere only the end is shown.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

/// `path` from `root` on; of a path that leads elsewhere the last two parts behind an ellipsis. Not escaped.
std::string shownPath(llvm::StringRef root, llvm::StringRef path);

/// `text` with each absolute path in it as shownPath() has it.
std::string withShownPaths(llvm::StringRef root, llvm::StringRef text);

} // namespace corolint
