// github.com/reviewdog/reviewdog, proto/rdf: "Reviewdog Diagnostic Format".
#include "Place.h"
#include "Sink.h"

#include <nlohmann/json.hpp>

namespace corolint {

using Json = nlohmann::ordered_json;

static const char *severityOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "ERROR";
  case Severity::Warning:
    return "WARNING";
  case Severity::Hint:
  case Severity::Off:
    return "INFO";
  }
  return "INFO";
}

/// reviewdog counts columns in bytes, from 1.
static Json rangeOf(const Span &span, SourceText &sources) {
  const TextRange place = placeOf(span, sources);
  return {{"start", {{"line", place.begin.line}, {"column", place.begin.column}}},
          {"end", {{"line", place.end.line}, {"column", place.end.column}}}};
}

static Json locationOf(const Span &span, SourceText &sources, const OutputContext &context) {
  return {{"path", relativeTo(context.root, span.path)}, {"range", rangeOf(span, sources)}};
}

static Json diagnostic(const Finding &finding, SourceText &sources, const OutputContext &context) {
  Json json = {{"message", finding.message},
               {"location", locationOf(finding.span, sources, context)},
               {"severity", severityOf(finding.severity)},
               {"code", {{"value", finding.rule}}}};
  for (const Fix &fix : finding.fixes)
    for (const Edit &edit : fix.edits)
      if (fix.edits.size() == 1 && edit.span.path == finding.span.path) // a suggestion is one edit of this file
        json["suggestions"].push_back({{"range", rangeOf(edit.span, sources)}, {"text", edit.text}});
  for (const Step &step : finding.path)
    json["related_locations"].push_back(
        {{"message", step.message}, {"location", locationOf(step.span, sources, context)}});
  return json;
}

void writeRdjson(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  Json diagnostics = Json::array();
  for (const Finding &finding : report.findings)
    diagnostics.push_back(diagnostic(finding, sources, context));
  for (const Problem &problem : report.problems)
    diagnostics.push_back({{"message", "not checked: " + problem.message},
                           {"location", {{"path", relativeTo(context.root, problem.path)}}},
                           {"severity", "ERROR"},
                           {"code", {{"value", "not-checked"}}}});
  const Json json = {{"source", {{"name", "corolint"}}}, {"diagnostics", std::move(diagnostics)}};
  out << json.dump(2, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) << "\n";
}

} // namespace corolint
