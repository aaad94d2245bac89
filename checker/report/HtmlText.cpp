#include "HtmlText.h"

#include "Place.h"

#include <llvm/ADT/StringExtras.h>

namespace corolint {

std::string shownPath(llvm::StringRef root, llvm::StringRef path) {
  std::string relative = relativeTo(root, path);
  const llvm::StringRef shown = relative;
  if (!shown.starts_with("/"))
    return relative;
  const auto [folders, file] = shown.rsplit('/');
  const llvm::StringRef folder = folders.rsplit('/').second;
  return ("…/" + folder + (folder.empty() ? "" : "/") + file).str();
}

/// The length of the absolute path that `text` starts with; 0 where it starts with none. A lone '/' divides.
static std::size_t pathLength(llvm::StringRef text) {
  const std::size_t length = std::min(text.find_first_of(" \t\r\n'\"<>|,;:()"), text.size());
  return text.starts_with("/") && !text.starts_with("//") && text.take_front(length).count('/') > 1 ? length : 0;
}

std::string withShownPaths(llvm::StringRef root, llvm::StringRef text) {
  std::string result;
  bool atStart = true;
  while (!text.empty()) {
    const bool isBelow = atStart && !root.empty() && text.starts_with((root.rtrim('/') + "/").str());
    const std::size_t length = isBelow ? root.rtrim('/').size() + 1 : atStart ? pathLength(text) : 0;
    if (!isBelow && length != 0)
      result += shownPath(root, text.take_front(length));
    const std::size_t taken = std::max<std::size_t>(length, 1);
    if (length == 0)
      result += text.front();
    atStart = length == 0 && !llvm::isAlnum(text.front()) && !llvm::StringRef("_./").contains(text.front());
    text = text.drop_front(taken);
  }
  return result;
}

} // namespace corolint
