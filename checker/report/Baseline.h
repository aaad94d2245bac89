// Findings that a project knows of and does not want to hear of again: a gate fails on new ones only.
//
// One line of JSON each, sorted, so that version control merges them. Only the fingerprint decides; the rest of a line
// tells people what it is about.
#pragma once

#include "Report.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/Error.h>

namespace corolint {

struct BaselineEntry {
  std::string path; // relative to the project's root, of the file when it was written
  std::string rule, fingerprint, symbol, message;
  auto operator<=>(const BaselineEntry &) const = default;
};

class Baseline {
public:
  /// All findings of `report`, which have fingerprints.
  static Baseline of(const Report &report, llvm::StringRef root);

  /// Reads a file. An error names its line and what to do; a missing file is one.
  static llvm::Expected<Baseline> read(const std::string &file);

  /// The file's text.
  std::string text() const;

  /// Drops the findings that are known from `report`.
  void dropKnown(Report &report) const;

  /// The entries that none of `report`'s findings has: stale, as far as `wasChecked` says so of an entry's path.
  std::vector<BaselineEntry> missing(const Report &report,
                                     llvm::function_ref<bool(llvm::StringRef path)> wasChecked) const;

  /// These entries and no others; sorted.
  explicit Baseline(std::vector<BaselineEntry> entries);
  llvm::ArrayRef<BaselineEntry> all() const { return entries; }

private:
  std::vector<BaselineEntry> entries;
  llvm::StringSet<> fingerprints;
};

} // namespace corolint
