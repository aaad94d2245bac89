#include "HtmlData.h"

#include "HtmlDiff.h"
#include "HtmlText.h"
#include "Place.h"
#include "support/Escape.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace corolint {

using Json = nlohmann::ordered_json;

namespace {

constexpr uint32_t linesAround = 4;      // shown before and behind what is marked
constexpr uint32_t mostMarked = 16;      // lines of a span; what is longer is a whole body
constexpr std::size_t longestLine = 500; // in bytes; longer lines are made by machines

/// A line as it is shown: escaped, and cut where it is too long.
std::string shownLine(llvm::StringRef line) {
  if (line.size() <= longestLine)
    return printable(line, /*keepTabs=*/true);
  std::size_t cut = longestLine;
  while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80)
    --cut;
  return printable(line.take_front(cut), /*keepTabs=*/true) + "…";
}

/// Strings of JavaScript count UTF-16 units.
std::size_t utf16Length(llvm::StringRef text) {
  const auto units = [](unsigned char byte) { return (byte & 0xc0) == 0x80 ? 0 : byte >= 0xf0 ? 2 : 1; };
  std::size_t length = 0;
  for (const char c : text)
    length += units(static_cast<unsigned char>(c));
  return length;
}

class HtmlData {
public:
  HtmlData(const Report &report, SourceText &sources, const OutputContext &context)
      : report(report), sources(sources), context(context) {
    for (const Finding &finding : report.findings)
      checked.insert(finding.span.path);
  }

  Json json() {
    Json findings = Json::array();
    for (const Finding &finding : report.findings)
      findings.push_back(entry(finding));
    Json rules = Json::array(), files = Json::array();
    for (const std::string &rule : ruleNames)
      rules.push_back(rule);
    for (const std::string &path : filePaths)
      files.push_back({{"path", printable(shownPath(context.root, path))}, {"blocks", blocks(path)}});
    return {{"rules", std::move(rules)}, {"files", std::move(files)}, {"findings", std::move(findings)}};
  }

private:
  std::string text(llvm::StringRef text) const { return printable(withShownPaths(context.root, text)); }

  static std::size_t indexIn(std::vector<std::string> &names, std::map<std::string, std::size_t> &known,
                             const std::string &name) {
    const auto [entry, isNew] = known.try_emplace(name, names.size());
    if (isNew)
      names.push_back(name);
    return entry->second;
  }

  /// Nothing is quoted from files outside the project, unless they are what was checked: a report may be published.
  const SourceText::File *quoted(const std::string &path) {
    const bool isInside = !llvm::StringRef(relativeTo(context.root, path)).starts_with("/");
    return isInside || checked.count(path) ? sources.file(path) : nullptr;
  }

  Json marks(const Span &span) {
    Json marks = Json::array();
    const SourceText::File *file = quoted(span.path);
    if (!file)
      return marks;
    const LineColumn begin = file->lines.at(span.begin), end = file->lines.at(span.end);
    const uint32_t last = std::min(end.line, begin.line + mostMarked - 1);
    std::set<uint32_t> &needed = neededLines[span.path];
    for (uint32_t line = begin.line - std::min(begin.line - 1, linesAround); line <= last + linesAround; ++line)
      if (line <= file->lines.lineCount())
        needed.insert(line);
    for (uint32_t number = begin.line; number <= last; ++number) {
      const llvm::StringRef line = file->lines.line(number).take_front(longestLine);
      const std::size_t indent = line.size() - line.ltrim().size();
      const std::size_t from = number == begin.line ? begin.column - 1 : indent;
      const std::size_t to = number == end.line ? end.column - 1 : line.rtrim().size();
      if (from <= to)
        marks.push_back({number, shownWidth(line, from), shownWidth(line, to)});
    }
    return marks;
  }

  static std::size_t shownWidth(llvm::StringRef line, std::size_t bytes) {
    return utf16Length(printable(line.take_front(bytes), /*keepTabs=*/true));
  }

  Json step(const Step &step) {
    return {{"file", indexIn(filePaths, fileIndex, step.span.path)},
            {"line", placeOf(step.span, sources).begin.line},
            {"message", text(step.message)},
            {"marks", marks(step.span)}};
  }

  Json fix(const Fix &fix) {
    Json files = Json::array();
    for (const FileDiff &diff : diffOf(fix, sources)) {
      Json rows = Json::array();
      for (const DiffRow &row : diff.rows)
        rows.push_back({std::string(1, row.sign), row.number, shownLine(row.text)});
      files.push_back({{"path", printable(shownPath(context.root, diff.path))}, {"rows", std::move(rows)}});
    }
    return {{"title", text(fix.title)}, {"safe", fix.safe}, {"files", std::move(files)}};
  }

  Json entry(const Finding &finding) {
    const LineColumn place = placeOf(finding.span, sources).begin;
    Json json = {{"rule", indexIn(ruleNames, ruleIndex, finding.rule)},
                 {"severity", severityName(finding.severity)},
                 {"file", indexIn(filePaths, fileIndex, finding.span.path)},
                 {"line", place.line},
                 {"column", place.column},
                 {"message", text(finding.message)},
                 {"symbol", text(finding.symbol)},
                 {"id", finding.fingerprint},
                 {"marks", marks(finding.span)},
                 {"steps", Json::array()},
                 {"fixes", Json::array()}};
    for (const Step &one : finding.path)
      json["steps"].push_back(step(one));
    for (const Fix &one : finding.fixes)
      json["fixes"].push_back(fix(one));
    return json;
  }

  /// The lines that are needed of a file, in runs.
  Json blocks(const std::string &path) {
    Json blocks = Json::array();
    const SourceText::File *file = quoted(path);
    uint32_t previous = 0;
    for (const uint32_t number : neededLines[path]) {
      if (blocks.empty() || number != previous + 1)
        blocks.push_back(Json::array({number}));
      blocks.back().push_back(shownLine(file->lines.line(number)));
      previous = number;
    }
    return blocks;
  }

  const Report &report;
  SourceText &sources;
  const OutputContext &context;
  std::set<std::string> checked; // files with findings
  std::vector<std::string> ruleNames, filePaths;
  std::map<std::string, std::size_t> ruleIndex, fileIndex;
  std::map<std::string, std::set<uint32_t>> neededLines;
};

} // namespace

std::string htmlData(const Report &report, SourceText &sources, const OutputContext &context) {
  const std::string json =
      HtmlData(report, sources, context).json().dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
  std::string result;
  for (const char c : json) // '<' stands in strings only
    if (c == '<')
      result += "\\u003c";
    else
      result += c;
  return result;
}

} // namespace corolint
