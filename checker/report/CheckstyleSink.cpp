#include "Place.h"
#include "Sink.h"
#include "Xml.h"

#include <llvm/Support/FormatVariadic.h>

namespace corolint {

static const char *severityOf(Severity severity) {
  return severity == Severity::Hint ? "info" : severityName(severity);
}

void writeCheckstyle(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  std::map<std::string, std::string> errorsOf; // by path
  for (const Finding &finding : report.findings) {
    const LineColumn place = placeOf(finding.span, sources).begin;
    errorsOf[relativeTo(context.root, finding.span.path)] +=
        llvm::formatv(
            "    <error line=\"{0}\" column=\"{1}\" severity=\"{2}\" message=\"{3}\" source=\"corolint.{4}\"/>\n",
            place.line, place.column, severityOf(finding.severity), xmlText(finding.message), xmlText(finding.rule))
            .str();
  }
  for (const Problem &problem : report.problems)
    errorsOf[relativeTo(context.root, problem.path)] +=
        llvm::formatv("    <error line=\"1\" severity=\"error\" message=\"not checked: {0}\" "
                      "source=\"corolint.not-checked\"/>\n",
                      xmlText(problem.message))
            .str();
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n";
  for (const auto &[path, errors] : errorsOf)
    out << "  <file name=\"" << xmlText(path) << "\">\n" << errors << "  </file>\n";
  out << "</checkstyle>\n";
}

} // namespace corolint
