#include "Sink.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace corolint {

using Json = nlohmann::ordered_json; // Keys stay in the order in which they are written here.

static Json toJson(const Span &span, SourceText &sources) {
  const TextRange unknown = {{0, 0}, {0, 0}};
  const TextRange range = sources.range(span).value_or(unknown);
  return {{"path", span.path},
          {"line", range.begin.line},
          {"column", range.begin.column},
          {"endLine", range.end.line},
          {"endColumn", range.end.column}};
}

static Json toJson(const Step &step, SourceText &sources) {
  Json json = toJson(step.span, sources);
  json["message"] = step.message;
  return json;
}

static Json toJson(const Edit &edit, SourceText &sources) {
  Json json = toJson(edit.span, sources);
  json["offset"] = edit.span.begin;
  json["length"] = edit.span.end - edit.span.begin;
  json["text"] = edit.text;
  return json;
}

template <typename T> static Json toJson(const std::vector<T> &values, SourceText &sources) {
  Json list = Json::array();
  for (const T &value : values)
    list.push_back(toJson(value, sources));
  return list;
}

static Json toJson(const Fix &fix, SourceText &sources) {
  return {{"title", fix.title}, {"safe", fix.safe}, {"edits", toJson(fix.edits, sources)}};
}

static Json toJson(const Finding &finding, SourceText &sources) {
  Json json = {{"rule", finding.rule}, {"severity", severityName(finding.severity)}};
  json.update(toJson(finding.span, sources));
  json["message"] = finding.message;
  json["symbol"] = finding.symbol;
  json["fingerprint"] = finding.fingerprint;
  json["steps"] = toJson(finding.path, sources);
  json["fixes"] = toJson(finding.fixes, sources);
  return json;
}

static Json toJson(const std::map<std::string, double> &times) {
  Json json = Json::object();
  for (const auto &[name, ms] : times)
    json[name] = std::round(ms * 1000) / 1000; // Microseconds are enough.
  return json;
}

static Json toJson(const Stats &stats) {
  return {{"units", stats.units},
          {"unitsKept", stats.unitsKept},
          {"functions", stats.functions},
          {"functionsSkipped", stats.functionsSkipped},
          {"wallMs", std::round(stats.wallMs)},
          {"phaseMs", toJson(stats.phaseMs)},
          {"ruleMs", toJson(stats.ruleMs)}};
}

void writeJson(const Report &report, SourceText &sources, llvm::raw_ostream &out) {
  Json problems = Json::array();
  for (const Problem &problem : report.problems)
    problems.push_back({{"path", problem.path}, {"message", problem.message}});
  const Json json = {{"findings", toJson(report.findings, sources)},
                     {"problems", std::move(problems)},
                     {"stats", toJson(report.stats)}};
  // ASCII only, so that text from outside cannot act on a terminal; invalid UTF-8 becomes U+FFFD.
  out << json.dump(2, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) << "\n";
}

} // namespace corolint
