// Where the comments of a C++ text are, found without a compiler.
//
// Suppressions are comments, and they have to be found in files that do not parse and in regions that the preprocessor
// drops. So this looks at characters only: literals are skipped, nothing is expanded. A comment whose "//" is split by
// a line continuation is not seen.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <vector>

namespace corolint {

/// Bytes [begin, end) with the comment's marks; a "//" comment ends before its line ending.
struct Comment {
  uint32_t begin = 0, end = 0;
};

/// All comments, in order.
std::vector<Comment> findComments(llvm::StringRef text);

} // namespace corolint
