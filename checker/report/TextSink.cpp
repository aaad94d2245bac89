#include "FixPreview.h"
#include "Paint.h"
#include "Place.h"
#include "Sink.h"
#include "Snippet.h"
#include "StatsTable.h"
#include "support/Escape.h"

#include <llvm/Support/FormatVariadic.h>

namespace corolint {

static Color colorOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return Color::Red;
  case Severity::Warning:
    return Color::Magenta;
  case Severity::Hint:
  case Severity::Off:
    return Color::Cyan;
  }
  return Color::Plain;
}

namespace {
class TextWriter {
public:
  TextWriter(SourceText &sources, const TextOptions &options, llvm::raw_ostream &out)
      : sources(sources), options(options), paint{options.color}, out(out) {}

  void write(const Finding &finding) {
    const std::string message = paint(Color::Bold, printable(finding.message));
    writeHead(finding.span, paint(colorOf(finding.severity), severityName(finding.severity) + std::string(":")));
    out << message << " [" << printable(finding.rule) << "]\n";
    if (options.quiet)
      return;
    writeSource(finding.span);
    for (const Step &step : finding.path)
      write(step);
    for (const Fix &fix : finding.fixes)
      write(fix, finding.span.path);
    out << '\n';
  }

  void write(const Problem &problem) {
    if (!problem.path.empty())
      out << paint(Color::Bold, shown(problem.path) + ":") << ' ';
    out << paint(Color::Magenta, "not checked:") << ' ' << printable(problem.message) << '\n';
  }

private:
  void write(const Step &step) {
    writeHead(step.span, paint(Color::Cyan, "note:"));
    out << printable(step.message) << '\n';
    writeSource(step.span);
  }

  void write(const Fix &fix, llvm::StringRef path) {
    out << paint(Color::Cyan, "help:") << ' ' << printable(fix.title) << (fix.safe ? "" : " (needs a review)") << '\n';
    std::string shownPath = path.str();
    for (const PreviewLine &line : previewFix(fix, sources)) {
      if (line.path != shownPath)
        out << "      in " << shown(line.path) << ":\n";
      shownPath = line.path;
      writeLine(line.line, line.number, line.sign, paint, out);
    }
  }

  /// "path:line:column: kind: "; without the numbers where the file cannot be read.
  void writeHead(const Span &span, llvm::StringRef kind) {
    std::string place = shown(span.path) + ":";
    if (const auto range = sources.range(span))
      place += llvm::formatv("{0}:{1}:", range->begin.line, range->begin.column);
    out << paint(Color::Bold, place) << ' ' << kind << ' ';
  }

  void writeSource(const Span &span) {
    if (const SourceText::File *file = sources.file(span.path))
      writeSnippet(*file, span.begin, span.end, paint, out);
  }

  /// The path as people are shown it: relative to the root where it is below it.
  std::string shown(llvm::StringRef path) const { return printable(relativeTo(options.displayRoot, path)); }

  SourceText &sources;
  const TextOptions &options;
  Paint paint;
  llvm::raw_ostream &out;
};
} // namespace

void writeText(const Report &report, SourceText &sources, const TextOptions &options, llvm::raw_ostream &out) {
  TextWriter writer(sources, options, out);
  for (const Finding &finding : report.findings)
    writer.write(finding);
  for (const Problem &problem : report.problems)
    writer.write(problem);
  if (!options.quiet)
    out << summaryLine(report) << '\n';
  if (options.stats)
    writeStats(report.stats, Paint{options.color}, out);
}

} // namespace corolint
