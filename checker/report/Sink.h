// Where a report goes: a terminal, a file of some format.
//
// A sink is a function that reads a finished report and the sources that it points into. It decides nothing: what is
// shown has been found, kept and sorted before.
#pragma once

#include "Report.h"
#include "SourceText.h"

#include <llvm/Support/raw_ostream.h>

namespace corolint {

struct TextOptions {
  bool color = false;      // ANSI colours and OSC-free plain text otherwise
  bool quiet = false;      // findings only: no snippets, no summary
  bool stats = false;      // ends with the table of phases and rules
  std::string displayRoot; // paths below it are shown relative to it; empty: as they are
};

/// For people: each finding as `path:line:column: severity: message [rule]` with a snippet, its path and its fixes,
/// then the problems, then one line that sums up.
void writeText(const Report &report, SourceText &sources, const TextOptions &options, llvm::raw_ostream &out);

/// For programs: one JSON object {"findings", "problems", "stats"}; lines and columns from 1, columns in bytes.
void writeJson(const Report &report, SourceText &sources, llvm::raw_ostream &out);

} // namespace corolint
