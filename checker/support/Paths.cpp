#include "Paths.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace corolint {

std::string absolutePath(llvm::StringRef path, llvm::StringRef directory) {
  llvm::SmallString<256> result(path);
  if (llvm::sys::path::is_relative(result)) {
    result = directory;
    llvm::sys::path::append(result, path);
  }
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

std::string absolutePath(llvm::StringRef path) {
  llvm::SmallString<256> here;
  // Without a current folder a relative path stays as it is, and opening it says what is wrong.
  const std::error_code unknown = llvm::sys::fs::current_path(here);
  return unknown ? path.str() : absolutePath(path, here);
}

std::string rootedPath(llvm::StringRef path, llvm::StringRef root) {
  const llvm::StringRef folder = root.rtrim('/');
  llvm::StringRef below = path;
  if (folder.empty() || !below.consume_front(folder))
    return path.str();
  if (below.empty())
    return ".";
  // What lies elsewhere is absolute or empty, so that the two are told apart.
  return (below.consume_front("/") && !below.empty() && !below.starts_with("/") ? below : path).str();
}

std::string unrootedPath(llvm::StringRef written, llvm::StringRef root) {
  const llvm::StringRef folder = root.rtrim('/');
  if (written == ".")
    return folder.str();
  return written.empty() || written.starts_with("/") ? written.str() : (folder + "/" + written).str();
}

} // namespace corolint
