// Paths as findings show them: absolute, without '.' and '..', and never resolved through symbolic links.
//
// Users want the name that they wrote; links are followed only where two names are compared.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

/// `path` as seen from `directory`.
std::string absolutePath(llvm::StringRef path, llvm::StringRef directory);

/// `path` as seen from the current folder.
std::string absolutePath(llvm::StringRef path);

/// How `path` is written where it must be the same in every checkout: relative to `root` if it lies below, else as it
/// is. Unlike a name for people, no other path is written in the same way.
std::string rootedPath(llvm::StringRef path, llvm::StringRef root);

/// The path that rootedPath() has written, for a checkout at `root`.
std::string unrootedPath(llvm::StringRef written, llvm::StringRef root);

} // namespace corolint
