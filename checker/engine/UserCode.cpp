#include "UserCode.h"

#include "support/Error.h"
#include "support/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Regex.h>

#include <memory>

namespace corolint {

namespace path = llvm::sys::path;

static bool isThirdParty(llvm::StringRef folder) {
  static constexpr llvm::StringLiteral names[] = {"vendor",       "third_party", "third-party", "thirdparty",
                                                  "external",     "3rdparty",    "_deps",       "deps",
                                                  "node_modules", "subprojects"};
  return llvm::is_contained(names, folder) || folder == "build" || folder.starts_with("cmake-build");
}

/// The part of `file` below `root`, or nothing where it lies elsewhere.
static std::optional<llvm::StringRef> below(llvm::StringRef file, llvm::StringRef root) {
  if (!file.consume_front(root))
    return std::nullopt;
  if (root.ends_with("/"))
    return file;
  return file.consume_front("/") ? std::optional(file) : std::nullopt;
}

static bool hasThirdParty(llvm::StringRef relative) {
  return std::any_of(path::begin(relative), path::end(relative), isThirdParty);
}

std::vector<std::string> neededFolders(llvm::ArrayRef<std::string> folders) {
  std::vector<std::string> needed;
  for (const std::string &folder : folders)
    if (llvm::none_of(folders, [&](const std::string &other) {
          const std::optional<llvm::StringRef> relative = below(folder, other);
          return other != folder && relative && !hasThirdParty(*relative);
        }))
      needed.push_back(folder);
  llvm::sort(needed);
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  return needed;
}

static bool isOwnHeader(llvm::StringRef file, llvm::ArrayRef<std::string> folders) {
  std::optional<llvm::StringRef> innermost;
  for (const std::string &folder : folders)
    if (const std::optional<llvm::StringRef> relative = below(file, folder))
      if (!innermost || relative->size() < innermost->size())
        innermost = relative;
  if (!innermost)
    return false;
  return !hasThirdParty(path::parent_path(*innermost));
}

llvm::Expected<std::function<bool(llvm::StringRef, bool)>> userCodeBelow(std::vector<std::string> folders,
                                                                         llvm::StringRef headerFilter) {
  using Judge = std::function<bool(llvm::StringRef, bool)>;
  if (headerFilter.empty())
    return Judge([folders = std::move(folders)](llvm::StringRef file, bool isSystem) {
      return !isSystem && isOwnHeader(file, folders);
    });
  const auto filter = std::make_shared<const llvm::Regex>(headerFilter);
  std::string wrong;
  if (!filter->isValid(wrong))
    return error("the header filter '{0}' is not a regular expression: {1}", headerFilter, wrong);
  return Judge([filter](llvm::StringRef file, bool isSystem) { return !isSystem && filter->match(file); });
}

std::string projectRoot(llvm::StringRef start) {
  std::string first = absolutePath(start);
  if (!llvm::sys::fs::is_directory(first))
    first = path::parent_path(first).str();
  for (llvm::StringRef folder = first; !folder.empty(); folder = path::parent_path(folder))
    for (const char *marker : {".git", ".corolint"}) {
      llvm::SmallString<256> candidate(folder);
      path::append(candidate, marker);
      if (llvm::sys::fs::exists(candidate))
        return folder.str();
    }
  return first;
}

} // namespace corolint
