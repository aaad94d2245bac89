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

} // namespace corolint
