// Comments by which people say "not here": read, applied, and reported when nothing needs them.
//
//   save();  // NOLINT(corolint-unawaited-coroutine): reason
//   // NOLINTNEXTLINE(corolint-*)
//   // NOLINTBEGIN(corolint-blocking-call) ... // NOLINTEND(corolint-blocking-call)      (with equal lists)
//   save();  // corolint: ignore unawaited-coroutine: reason
//   // corolint: ignore unawaited-coroutine, blocking-call: reason       (alone on its line: speaks of the next line
//                                                                         of code)
//
// NOLINT lists that name no corolint rule belong to clang-tidy and are left alone; a bare NOLINT silences us as well,
// and is never called unused, because another tool may need it.
#pragma once

#include "Report.h"
#include "SourceText.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace corolint {

struct Suppression {
  uint32_t line = 0;              // the line it silences, from 1; 0: none, as there is no code or no NOLINTEND
  Span comment;                   // the comment's own bytes, for the message that it is unused
  std::vector<std::string> rules; // ids or globs of ids ("blocking-*"); empty: all
  std::string reason;             // empty where none is given
  bool ours = false;              // names corolint, so that being unused is worth a word
  uint32_t lastLine = 0;          // equal to `line` except between NOLINTBEGIN and NOLINTEND
};

/// All suppressions in `text`, in order. Only comments count: the same words in a string literal do not.
std::vector<Suppression> findSuppressions(llvm::StringRef path, llvm::StringRef text);

/// Drops the findings of `report` that a comment at their first line silences. For each file in `paths`, comments of
/// ours that silence nothing become findings of rule "unused-suppression" (hint), and those that name a rule not in
/// `knownRules` become findings of "unknown-suppression" (warning) with a "did you mean"; a rule that is known but
/// not in `activeRules` never makes a comment unused. Leaves the report finished.
void applySuppressions(Report &report, llvm::ArrayRef<std::string> paths, llvm::ArrayRef<std::string> knownRules,
                       llvm::ArrayRef<std::string> activeRules, SourceText &sources);

} // namespace corolint
