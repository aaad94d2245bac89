// Files as editors name them: 'file:///home/a%20b/c.cpp'.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <optional>
#include <string>

namespace corolint {

/// The absolute path that a 'file' URI names, without '.' and '..'; none for other schemes ('untitled:', 'git:').
std::optional<std::string> pathOfUri(llvm::StringRef uri);

/// Of an absolute path.
std::string uriOfPath(llvm::StringRef path);

} // namespace corolint
