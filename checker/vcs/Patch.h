// Reads what a unified diff changes.
//
// From 'git diff', 'diff -u' and the diffs that code hosts offer.
#pragma once

#include "Changes.h"

#include <llvm/Support/Error.h>

namespace corolint {

/// The changes of the patch `text`, whose paths are relative to `root`; 'a/' and 'b/' before them are left out where
/// all have them. An error names the line that is no part of a patch.
llvm::Expected<Changes> readPatch(llvm::StringRef text, llvm::StringRef root);

} // namespace corolint
