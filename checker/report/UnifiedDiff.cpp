#include "UnifiedDiff.h"

#include "support/Escape.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/SmallVector.h>

#include <algorithm>
#include <vector>

namespace corolint {

static constexpr std::size_t context = 3; // As 'diff -u' has it.

namespace {

using Lines = std::vector<llvm::StringRef>;

/// Lines [oldBegin, oldEnd) became [newBegin, newEnd).
struct Change {
  std::size_t oldBegin, oldEnd, newBegin, newEnd;
};

} // namespace

/// Each with its line end, so that a missing one at the end of the file is a difference.
static Lines linesOf(llvm::StringRef text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(end));
    text = text.drop_front(end);
  }
  return lines;
}

/// Whether the texts go on alike from here: for three lines, or to their ends.
static bool isAlike(const Lines &before, std::size_t i, const Lines &after, std::size_t j) {
  for (std::size_t k = 0; k < 3; ++k) {
    if (i + k == before.size() || j + k == after.size())
      return i + k == before.size() && j + k == after.size();
    if (before[i + k] != after[j + k])
      return false;
  }
  return true;
}

/// The nearest place behind a difference from which on the texts are alike again.
static Change changeAt(const Lines &before, std::size_t i, const Lines &after, std::size_t j) {
  const std::size_t farthest = before.size() - i + after.size() - j;
  for (std::size_t distance = 1; distance <= farthest; ++distance)
    for (std::size_t removed = 0; removed <= distance; ++removed) {
      const std::size_t added = distance - removed;
      if (i + removed <= before.size() && j + added <= after.size() && isAlike(before, i + removed, after, j + added))
        return {i, i + removed, j, j + added};
    }
  return {i, before.size(), j, after.size()};
}

static std::vector<Change> changesOf(const Lines &before, const Lines &after) {
  std::vector<Change> changes;
  std::size_t i = 0, j = 0;
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      ++i, ++j;
      continue;
    }
    changes.push_back(changeAt(before, i, after, j));
    i = changes.back().oldEnd;
    j = changes.back().newEnd;
  }
  return changes;
}

static void writeLine(char sign, llvm::StringRef line, llvm::raw_ostream &out) {
  out << sign << line;
  if (!line.ends_with("\n"))
    out << "\n\\ No newline at end of file\n";
}

/// Changes whose contexts touch share a hunk.
static void writeHunk(llvm::ArrayRef<Change> changes, const Lines &before, const Lines &after, llvm::raw_ostream &out) {
  const std::size_t lead = std::min(context, changes.front().oldBegin);
  const std::size_t oldBegin = changes.front().oldBegin - lead, newBegin = changes.front().newBegin - lead;
  const std::size_t trail = std::min(context, before.size() - changes.back().oldEnd);
  const std::size_t oldCount = changes.back().oldEnd + trail - oldBegin;
  const std::size_t newCount = changes.back().newEnd + trail - newBegin;
  out << "@@ -" << oldBegin + (oldCount != 0) << ',' << oldCount << " +" << newBegin + (newCount != 0) << ','
      << newCount << " @@\n";
  std::size_t at = oldBegin;
  for (const Change &change : changes) {
    for (; at < change.oldBegin; ++at)
      writeLine(' ', before[at], out);
    for (; at < change.oldEnd; ++at)
      writeLine('-', before[at], out);
    for (std::size_t added = change.newBegin; added < change.newEnd; ++added)
      writeLine('+', after[added], out);
  }
  for (; at < changes.back().oldEnd + trail; ++at)
    writeLine(' ', before[at], out);
}

void writeUnifiedDiff(const std::string &path, llvm::StringRef before, llvm::StringRef after, llvm::raw_ostream &out) {
  const Lines oldLines = linesOf(before), newLines = linesOf(after);
  const std::vector<Change> changes = changesOf(oldLines, newLines);
  if (changes.empty())
    return;
  const std::string shown = printable(path);
  out << "--- a/" << shown << "\n+++ b/" << shown << "\n";
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t last = first + 1;
    while (last < changes.size() && changes[last].oldBegin - changes[last - 1].oldEnd <= 2 * context)
      ++last;
    writeHunk(llvm::ArrayRef(changes).slice(first, last - first), oldLines, newLines, out);
    first = last;
  }
}

} // namespace corolint
