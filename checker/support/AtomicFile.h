// Files that are either the old or the new, never a part of one.
//
// Fixes, baselines and caches are written while a kill, a full disk or another reader may come at any moment.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

namespace corolint {

/// Replaces `path` by `content`: written beside it, synced, renamed. Keeps the mode of the old file, follows symbolic
/// links. On error the old file is untouched and the message names the path.
llvm::Error writeFileAtomically(llvm::StringRef path, llvm::StringRef content);

} // namespace corolint
