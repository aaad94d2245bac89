// docs.gitlab.com, "Code Quality", "Code Quality report format".
#include "Place.h"
#include "Sink.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/xxhash.h>
#include <nlohmann/json.hpp>

namespace corolint {

using Json = nlohmann::ordered_json;

static const char *gravityOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "critical";
  case Severity::Warning:
    return "major";
  case Severity::Hint:
  case Severity::Off:
    return "info";
  }
  return "info";
}

static Json entry(const std::string &rule, const std::string &message, const std::string &fingerprint,
                  const char *severity, const std::string &path, uint32_t line) {
  return {{"description", message},
          {"check_name", rule},
          {"fingerprint", fingerprint},
          {"severity", severity},
          {"location", {{"path", path}, {"lines", {{"begin", line}}}}}};
}

void writeGitlab(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  Json list = Json::array();
  for (const Finding &finding : report.findings)
    list.push_back(entry(finding.rule, finding.message, finding.fingerprint, gravityOf(finding.severity),
                         relativeTo(context.root, finding.span.path), placeOf(finding.span, sources).begin.line));
  // GitLab knows no place for what was not checked, and a report without it would look clean.
  for (const Problem &problem : report.problems) {
    const std::string path = relativeTo(context.root, problem.path);
    const std::string hash = llvm::utohexstr(llvm::xxh3_64bits(path + '\0' + problem.message), /*LowerCase=*/true, 16);
    list.push_back(entry("not-checked", "not checked: " + problem.message, hash, "critical", path, 1));
  }
  out << list.dump(2, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) << "\n";
}

} // namespace corolint
