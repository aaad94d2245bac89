// The comments that silence a finding, as edits, and the config that switches its rule off.
#pragma once

#include "report/Finding.h"

#include <llvm/ADT/StringRef.h>

namespace corolint {

/// An edit and what it is for; the reason in it is for people to replace.
struct SuppressEdit {
  std::string title;
  std::vector<Edit> edits;
};

/// On the finding's line, above it, and for all of the file; those that its place allows.
std::vector<SuppressEdit> suppressions(const Finding &finding, llvm::StringRef text);

} // namespace corolint
