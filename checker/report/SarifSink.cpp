// SARIF 2.1.0 as GitHub reads it: docs.github.com, "SARIF support for code scanning", whose limits are kept.
#include "Place.h"
#include "Sink.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <nlohmann/json.hpp>

namespace corolint {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t longestText = 1024; // of a text field, in bytes
constexpr std::size_t mostSteps = 1000;   // shown of a path

const char *levelOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Hint:
  case Severity::Off:
    return "note";
  }
  return "none";
}

std::string shortened(llvm::StringRef text) {
  return text.size() <= longestText ? text.str() : (text.take_front(longestText - 3) + "...").str();
}

/// A sentence: SARIF's messages begin with a capital and end with a period.
std::string sentence(llvm::StringRef text) {
  std::string result = shortened(text);
  if (!result.empty() && result.back() != '.')
    result += '.';
  return result;
}

/// 'unawaited-coroutine' as 'UnawaitedCoroutine'.
std::string pascalCase(llvm::StringRef id) {
  std::string name;
  bool atStart = true;
  for (const char c : id) {
    if (c != '-')
      name += atStart ? llvm::toUpper(c) : c;
    atStart = c == '-';
  }
  return name;
}

class SarifWriter {
public:
  SarifWriter(SourceText &sources, const OutputContext &context) : sources(sources), context(context) {}

  Json log(const Report &report) {
    Json tool = driver(report); // numbers the rules, which results refer to
    Json results = Json::array();
    for (const Finding &finding : report.findings)
      results.push_back(result(finding));
    Json run = {{"tool", {{"driver", std::move(tool)}}},
                {"invocations", Json::array({invocation(report)})},
                {"columnKind", "unicodeCodePoints"},
                {"originalUriBaseIds",
                 {{"SRCROOT", {{"description", {{"text", "The root folder of the project that was checked."}}}}}}},
                {"results", std::move(results)}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", Json::array({std::move(run)})}};
  }

private:
  Json driver(const Report &report) {
    Json rules = Json::array();
    for (const RuleText &text : context.rules) {
      const bool isUsed = llvm::any_of(report.findings, [&](const Finding &f) { return f.rule == text.id; });
      if (!isUsed)
        continue;
      indexOf[text.id.str()] = rules.size();
      rules.push_back(rule(text));
    }
    for (const Finding &finding : report.findings) // of the tool itself: 'unused-suppression'
      if (indexOf.try_emplace(finding.rule, rules.size()).second)
        rules.push_back(rule({finding.rule, "a comment that silences rules is wrong or not needed",
                              "Remove or mend the comment.", "default", finding.severity}));
    return {{"name", "corolint"},
            {"informationUri", "https://github.com/corolint/corolint"},
            {"semanticVersion", context.version},
            {"rules", std::move(rules)}};
  }

  static Json rule(const RuleText &text) {
    const std::string summary = sentence(text.summary);
    return {{"id", text.id.str()},
            {"name", pascalCase(text.id)},
            {"shortDescription", {{"text", summary}}},
            {"fullDescription", {{"text", summary}}},
            {"help", {{"text", text.page.str()}, {"markdown", text.page.str()}}},
            {"defaultConfiguration", {{"level", levelOf(text.severity)}}},
            {"properties",
             {{"tags", {"asynchronous", "coroutines", text.tier.str()}},
              {"precision", text.tier == "default" ? "very-high" : "medium"},
              {"problem.severity", text.severity == Severity::Hint ? "recommendation" : levelOf(text.severity)}}}};
  }

  Json invocation(const Report &report) {
    Json notes = Json::array();
    for (const Problem &problem : report.problems) {
      Json note = {{"level", "error"}, {"message", {{"text", sentence(problem.message)}}}};
      if (!problem.path.empty())
        note["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", artifact(problem.path)}}}}});
      notes.push_back(std::move(note));
    }
    return {{"executionSuccessful", report.problems.empty()}, {"toolExecutionNotifications", std::move(notes)}};
  }

  Json artifact(llvm::StringRef path) const {
    const std::string relative = relativeTo(context.root, path);
    Json json = {{"uri", uriOf(relative)}};
    if (!llvm::StringRef(relative).starts_with("/"))
      json["uriBaseId"] = "SRCROOT";
    return json;
  }

  Json region(const Span &span) {
    const SourceText::File *file = sources.file(span.path);
    if (!file)
      return {{"startLine", 1}, {"startColumn", 1}};
    const LineColumn begin = file->lines.at(span.begin, Encoding::Utf32);
    const LineColumn end = file->lines.at(span.end, Encoding::Utf32);
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  }

  Json location(const Span &span, const std::string &message = {}) {
    Json json = {{"physicalLocation", {{"artifactLocation", artifact(span.path)}, {"region", region(span)}}}};
    if (!message.empty())
      json["message"] = {{"text", sentence(message)}};
    return json;
  }

  Json codeFlow(const Finding &finding) {
    Json locations = Json::array();
    for (const Step &step : llvm::ArrayRef(finding.path).take_front(mostSteps))
      locations.push_back({{"location", location(step.span, step.message)}});
    return {{"threadFlows", Json::array({{{"locations", std::move(locations)}}})}};
  }

  Json fix(const Fix &fix) {
    std::map<std::string, Json> byFile;
    for (const Edit &edit : fix.edits)
      byFile.try_emplace(edit.span.path, Json::array())
          .first->second.push_back({{"deletedRegion", region(edit.span)}, {"insertedContent", {{"text", edit.text}}}});
    Json changes = Json::array();
    for (auto &[path, replacements] : byFile)
      changes.push_back({{"artifactLocation", artifact(path)}, {"replacements", std::move(replacements)}});
    return {{"description", {{"text", sentence(fix.title)}}}, {"artifactChanges", std::move(changes)}};
  }

  Json result(const Finding &finding) {
    Json json = {{"ruleId", finding.rule},
                 {"ruleIndex", indexOf.at(finding.rule)},
                 {"level", levelOf(finding.severity)},
                 {"message", {{"text", sentence(finding.message)}}},
                 {"locations", Json::array({location(finding.span)})},
                 // GitHub tells an alert by the line's hash alone.
                 {"partialFingerprints",
                  {{"primaryLocationLineHash", finding.fingerprint}, {"corolint/v1", finding.fingerprint}}}};
    if (!finding.symbol.empty())
      json["locations"][0]["logicalLocations"] =
          Json::array({{{"fullyQualifiedName", finding.symbol}, {"kind", "function"}}});
    if (!finding.path.empty())
      json["codeFlows"] = Json::array({codeFlow(finding)});
    for (const Fix &way : finding.fixes)
      json["fixes"].push_back(fix(way));
    return json;
  }

  SourceText &sources;
  const OutputContext &context;
  std::map<std::string, std::size_t> indexOf;
};

} // namespace

void writeSarif(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  out << SarifWriter(sources, context).log(report).dump(2, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace)
      << "\n";
}

} // namespace corolint
