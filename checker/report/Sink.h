// Where a report goes: a terminal, a file of some format.
//
// A sink is a function that reads a finished report and the sources that it points into. It decides nothing: what is
// shown has been found, kept and sorted before.
#pragma once

#include "Report.h"
#include "RuleText.h"
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

/// What outputs for other programs need beside the report.
struct OutputContext {
  std::string root;            // of the project: paths below it are written relative to it
  std::string version;         // of corolint
  std::vector<RuleText> rules; // all there are, sorted by id
};

/// SARIF 2.1.0, for GitHub code scanning and other collectors.
void writeSarif(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

/// Annotations of GitHub Actions, worst first, within GitHub's limits; what is left out is counted in the last line.
void writeGithub(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

/// The same report as Markdown for GitHub's step summary: everything, as a table.
void writeGithubSummary(const Report &report, SourceText &sources, const OutputContext &context,
                        llvm::raw_ostream &out);

/// A code quality report of GitLab.
void writeGitlab(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

/// Checkstyle's XML, which many tools read.
void writeCheckstyle(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

/// JUnit's XML: each file with findings or problems is a test that failed.
void writeJunit(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

/// reviewdog's Diagnostic Format, with suggestions for fixes.
void writeRdjson(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

/// A page for people: overview, findings with their sources and steps, filters, the rules' pages. Loads nothing.
void writeHtml(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out);

} // namespace corolint
