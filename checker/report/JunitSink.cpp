#include "Place.h"
#include "Sink.h"
#include "Xml.h"

#include <llvm/Support/FormatVariadic.h>

namespace corolint {

void writeJunit(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  std::string cases;
  for (const Finding &finding : report.findings) {
    const LineColumn place = placeOf(finding.span, sources).begin;
    const std::string path = xmlText(relativeTo(context.root, finding.span.path));
    cases += llvm::formatv("    <testcase classname=\"{0}\" name=\"{1} ({2}:{3})\">\n"
                           "      <failure type=\"{4}\" message=\"{5}\">{0}:{2}:{3}: {5}</failure>\n"
                           "    </testcase>\n",
                           path, xmlText(finding.rule), place.line, place.column, severityName(finding.severity),
                           xmlText(finding.message))
                 .str();
  }
  for (const Problem &problem : report.problems)
    cases += llvm::formatv("    <testcase classname=\"{0}\" name=\"not checked\">\n"
                           "      <error type=\"not-checked\" message=\"{1}\"/>\n"
                           "    </testcase>\n",
                           xmlText(relativeTo(context.root, problem.path)), xmlText(problem.message))
                 .str();
  // A run without findings is one test that passed: an empty report looks like a run that did not happen.
  if (cases.empty())
    cases = "    <testcase classname=\"corolint\" name=\"all units\"/>\n";
  const std::size_t tests = std::max<std::size_t>(1, report.findings.size() + report.problems.size());
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      << llvm::formatv("  <testsuite name=\"corolint\" tests=\"{0}\" failures=\"{1}\" errors=\"{2}\">\n", tests,
                       report.findings.size(), report.problems.size())
      << cases << "  </testsuite>\n</testsuites>\n";
}

} // namespace corolint
