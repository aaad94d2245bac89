// "Did you mean ...?" for names that people mistype.
//
// One rule of nearness for all of them: rules, options, roles, subcommands, suppressions.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

/// "; did you mean 'x'?" for the candidate nearest to `name` by edit distance, or "" where none is near enough
/// (a third of the length of `name`, at least 1).
std::string didYouMean(llvm::StringRef name, llvm::ArrayRef<std::string> candidates);

} // namespace corolint
