// The headers of the C++ standard library, which mean the same in every unit with the same flags.
//
// They take half of most parses, so units share one parse of them (Prelude.h).
#pragma once

#include <llvm/ADT/StringRef.h>

namespace corolint {

/// Whether `name` is a header of the standard that may be included early: in any order, any number of times.
bool isStandardHeader(llvm::StringRef name);

/// Whether defining `macro` changes what standard headers declare: '_GLIBCXX_DEBUG', or a keyword.
bool changesStandardHeaders(llvm::StringRef macro);

} // namespace corolint
