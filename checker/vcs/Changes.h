// Which lines of which files are new, for a gate that looks at a change alone.
//
// Made from a patch or from git; knows nothing of findings.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace corolint {

/// Lines [first, last], from 1.
struct LineRange {
  uint32_t first = 0, last = 0;
};

struct ChangedFile {
  std::vector<LineRange> added;   // new or changed lines; where lines only went, their neighbours
  std::vector<LineRange> context; // the same with the lines around that the patch shows
};

/// How near to a change something has to be to count as part of it.
enum class Nearness { Added, Context, File };

class Changes {
public:
  void add(const std::string &path, uint32_t firstAdded, uint32_t lastAdded);
  void addContext(const std::string &path, uint32_t first, uint32_t last);

  /// Whether any line of [first, last] of the file is part of the change.
  bool touches(const std::string &path, uint32_t first, uint32_t last, Nearness nearness) const;

  const std::map<std::string, ChangedFile> &files() const { return changed; } ///< by absolute path, of the new version

private:
  std::map<std::string, ChangedFile> changed;
};

} // namespace corolint
