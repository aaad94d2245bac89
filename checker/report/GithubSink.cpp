#include "Place.h"
#include "Sink.h"
#include "support/Escape.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

/// As '@actions/core' escapes what stands behind '::'.
static std::string escapedData(llvm::StringRef text) {
  std::string result;
  for (const char c : text)
    if (c == '%')
      result += "%25";
    else if (c == '\r')
      result += "%0D";
    else if (c == '\n')
      result += "%0A";
    else
      result += c;
  return result;
}

/// As '@actions/core' escapes a property's value.
static std::string escapedProperty(llvm::StringRef text) {
  std::string result;
  for (const char c : escapedData(text))
    if (c == ':')
      result += "%3A";
    else if (c == ',')
      result += "%2C";
    else
      result += c;
  return result;
}

static const char *commandOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Hint:
  case Severity::Off:
    return "notice";
  }
  return "notice";
}

/// Annotations that GitHub shows of each kind in a step; it drops the rest in silence.
static constexpr std::size_t mostOfAKind = 10;

static std::vector<const Finding *> worstFirst(const Report &report) {
  std::vector<const Finding *> order;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Hint})
    for (const Finding &finding : report.findings)
      if (finding.severity == severity)
        order.push_back(&finding);
  return order;
}

void writeGithub(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  std::map<Severity, std::size_t> written;
  std::size_t leftOut = 0;
  for (const Finding *finding : worstFirst(report)) {
    if (++written[finding->severity] > mostOfAKind) {
      ++leftOut;
      continue;
    }
    const TextRange place = placeOf(finding->span, sources);
    out << llvm::formatv("::{0} title={1},file={2},line={3},endLine={4},col={5}", commandOf(finding->severity),
                         escapedProperty("corolint: " + finding->rule),
                         escapedProperty(printable(relativeTo(context.root, finding->span.path))), place.begin.line,
                         place.end.line, place.begin.column);
    if (place.end.line == place.begin.line) // GitHub takes columns of one line only
      out << ",endColumn=" << place.end.column;
    out << "::" << escapedData(printable(finding->message)) << "\n";
  }
  for (const Problem &problem : report.problems) {
    out << "::error title=corolint%3A not checked";
    if (!problem.path.empty())
      out << ",file=" << escapedProperty(printable(relativeTo(context.root, problem.path)));
    out << "::" << escapedData(printable(problem.message)) << "\n";
  }
  if (leftOut != 0)
    out << llvm::formatv("::notice title=corolint::{0} more findings are in the step summary and the other reports\n",
                         leftOut);
}

/// Text of a cell in a Markdown table.
static std::string cell(llvm::StringRef text) {
  std::string result;
  for (const char c : printable(text))
    if (llvm::StringRef("\\`*_{}[]<>()#+|~&").contains(c))
      (result += '\\') += c;
    else
      result += c;
  return result;
}

void writeGithubSummary(const Report &report, SourceText &sources, const OutputContext &context,
                        llvm::raw_ostream &out) {
  out << llvm::formatv("### corolint: {0} findings, {1} not checked\n\n", report.findings.size(),
                       report.problems.size());
  if (!report.findings.empty())
    out << "| severity | rule | place | message |\n|---|---|---|---|\n";
  for (const Finding *finding : worstFirst(report))
    out << llvm::formatv("| {0} | {1} | {2}:{3} | {4} |\n", severityName(finding->severity), cell(finding->rule),
                         cell(relativeTo(context.root, finding->span.path)), placeOf(finding->span, sources).begin.line,
                         cell(finding->message));
  if (!report.problems.empty())
    out << "\n| not checked | why |\n|---|---|\n";
  for (const Problem &problem : report.problems)
    out << llvm::formatv("| {0} | {1} |\n", cell(relativeTo(context.root, problem.path)), cell(problem.message));
  out << "\n";
}

} // namespace corolint
