// What the working tree changes against a revision of its git repository.
//
// Through libgit2: no program is run. A base that is not there is an error with the command that fetches it, since a
// gate that compares with nothing would let everything pass.
#pragma once

#include "Changes.h"

#include <llvm/Support/Error.h>

namespace corolint {

/// Against what the tree is compared.
struct GitBase {
  std::string revision;
  bool mergeBase = false; // with where HEAD and `revision` parted, not with `revision` itself
};

/// The changes of the repository around `folder`: committed, staged, in the working tree, and files that are not yet
/// tracked. Renamed files count with the lines that differ.
llvm::Expected<Changes> changesSince(const GitBase &base, const std::string &folder);

} // namespace corolint
