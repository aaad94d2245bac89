#include "PathGlob.h"

#include "support/Error.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/Support/GlobPattern.h>

#include <vector>

namespace corolint {

constexpr std::size_t maxAlternatives = 64; // Of '{a,b}{c,d}...' in one name; each pair of braces multiplies them.

namespace {
/// One name between slashes.
struct Segment {
  bool anyFolders = false; // '**'
  std::optional<llvm::GlobPattern> name;
};
} // namespace

static llvm::SmallVector<llvm::StringRef> namesIn(llvm::StringRef path) {
  llvm::SmallVector<llvm::StringRef> names;
  path.split(names, '/', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  return names;
}

static llvm::Expected<std::vector<Segment>> compile(llvm::StringRef pattern) {
  const bool isFolder = pattern.ends_with("/") || pattern.find_first_of("*?[{\\") == llvm::StringRef::npos;
  std::vector<Segment> segments;
  for (const llvm::StringRef name : namesIn(pattern)) {
    if (name == ".")
      continue;
    if (name == "..")
      return error("'{0}' leaves the folder of the config file", pattern);
    if (name == "**") {
      segments.push_back({true, std::nullopt});
      continue;
    }
    auto glob = llvm::GlobPattern::create(name, maxAlternatives);
    if (!glob)
      return error("'{0}' is no pattern for paths: {1}", pattern, llvm::toString(glob.takeError()));
    segments.push_back({false, std::move(*glob)});
  }
  if (isFolder)
    segments.push_back({true, std::nullopt});
  return segments;
}

bool matchesPath(llvm::StringRef pattern, llvm::StringRef path) {
  auto segments = compile(pattern);
  if (!segments) {
    llvm::consumeError(segments.takeError()); // The config's reader has refused it with a message.
    return false;
  }
  const llvm::SmallVector<llvm::StringRef> names = namesIn(path);
  // Where a name does not match, the last '**' takes one folder more. Earlier ones need not: what they took is enough.
  std::size_t next = 0, behindAny = 0, retry = 0;
  for (std::size_t i = 0; i < names.size();) {
    if (next < segments->size() && (*segments)[next].anyFolders) {
      behindAny = ++next;
      retry = i;
    } else if (next < segments->size() && (*segments)[next].name->match(names[i])) {
      ++next;
      ++i;
    } else if (behindAny > 0) {
      next = behindAny;
      i = ++retry;
    } else {
      return false;
    }
  }
  while (next < segments->size() && (*segments)[next].anyFolders)
    ++next;
  return next == segments->size();
}

llvm::Error checkPathGlob(llvm::StringRef pattern) {
  auto segments = compile(pattern);
  return segments ? llvm::Error::success() : segments.takeError();
}

} // namespace corolint
