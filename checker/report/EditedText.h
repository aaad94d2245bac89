// Applies the edits of fixes to a text in memory.
//
// Nothing is written here: what the fixes lead to is looked at, and checked, before anything reaches the disk.
#pragma once

#include "Finding.h"

#include <llvm/ADT/StringRef.h>

#include <optional>

namespace corolint {

/// A text with edits applied, and where its old places are now.
class EditedText {
public:
  explicit EditedText(llvm::StringRef text) : old(text.str()) {}

  /// Takes all edits of a fix, or none if one of them overlaps an edit taken before or lies outside the text.
  /// An edit that is equal to one taken before is the same edit: two fixes may add the same '#include'.
  bool add(const std::vector<Edit> &edits);

  std::string text() const;

  /// Where the byte at `offset` of the old text is in the new one.
  uint32_t moved(uint32_t offset) const;

private:
  std::string old;
  std::vector<Edit> taken; // sorted by span
};

} // namespace corolint
