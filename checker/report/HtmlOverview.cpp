#include "HtmlOverview.h"

#include "HtmlText.h"
#include "Markdown.h"
#include "Place.h"
#include "Xml.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>

#include <algorithm>
#include <array>
#include <map>

namespace corolint {

namespace {

constexpr std::array severities = {Severity::Error, Severity::Warning, Severity::Hint};
constexpr std::size_t mostBars = 8;      // shown of a chart; the others unfold
constexpr std::size_t mostListed = 1000; // without a script; the script shows all

/// Findings of each severity, in the order of `severities`.
struct Counts {
  std::array<std::size_t, severities.size()> of = {};

  void add(Severity severity) {
    for (std::size_t i = 0; i < severities.size(); ++i)
      of[i] += severities[i] == severity;
  }
  std::size_t sum() const { return of[0] + of[1] + of[2]; }
};

struct Bar {
  std::string name;
  Counts counts;
};

std::string plural(std::size_t count, llvm::StringRef one, llvm::StringRef many = "") {
  return llvm::formatv("{0} {1}{2}", count, count == 1 || many.empty() ? one : many,
                       count == 1 || !many.empty() ? "" : "s")
      .str();
}

/// Most findings first, then by name.
std::vector<Bar> sorted(const std::map<std::string, Counts> &counts) {
  std::vector<Bar> bars;
  bars.reserve(counts.size());
  for (const auto &[name, count] : counts)
    bars.push_back({name, count});
  llvm::sort(bars, [](const Bar &a, const Bar &b) {
    return a.counts.sum() != b.counts.sum() ? a.counts.sum() > b.counts.sum() : a.name < b.name;
  });
  return bars;
}

std::string folderOf(llvm::StringRef path) {
  return path.contains('/') ? path.rsplit('/').first.str() : std::string(".");
}

/// The parts of a bar as rectangles; the longest bar of the chart is `longest` wide.
std::string barSvg(const Counts &counts, std::size_t longest) {
  std::string svg = llvm::formatv("<svg class=\"bar\" viewBox=\"0 0 {0} 1\" preserveAspectRatio=\"none\" "
                                  "aria-hidden=\"true\">",
                                  longest)
                        .str();
  std::size_t at = 0;
  for (std::size_t i = 0; i < severities.size(); ++i) {
    if (counts.of[i] != 0)
      svg += llvm::formatv("<rect class=\"{0}\" x=\"{1}\" width=\"{2}\" height=\"1\"/>", severityName(severities[i]),
                           at, counts.of[i])
                 .str();
    at += counts.of[i];
  }
  return svg + "</svg>";
}

std::string barItems(llvm::ArrayRef<Bar> bars, std::size_t longest, llvm::StringRef kind) {
  std::string html = "<ul class=\"bars\">\n";
  for (const Bar &bar : bars)
    html += llvm::formatv("<li><a href=\"#findings\" data-filter=\"{0}\" data-value=\"{1}\" title=\"{1}\">"
                          "<span class=\"name\">{1}</span>{2}<span class=\"count\">{3}</span></a></li>\n",
                          kind, xmlText(bar.name), barSvg(bar.counts, longest), bar.counts.sum())
                .str();
  return html + "</ul>\n";
}

std::string chart(llvm::StringRef title, llvm::StringRef kind, const std::map<std::string, Counts> &counts) {
  const std::vector<Bar> all = sorted(counts);
  const llvm::ArrayRef<Bar> bars = all;
  const std::size_t longest = bars.empty() ? 1 : bars.front().counts.sum();
  std::string html =
      llvm::formatv("<section class=\"card\">\n<h2>{0} <small>{1}</small></h2>\n", title, bars.size()).str();
  html += barItems(bars.take_front(mostBars), longest, kind);
  if (bars.size() > mostBars)
    html += llvm::formatv("<details><summary>{0} more</summary>\n{1}</details>\n", bars.size() - mostBars,
                          barItems(bars.drop_front(mostBars), longest, kind))
                .str();
  return html + "</section>\n";
}

/// A ring of the severities; a circle of circumference 100 makes lengths per cent.
std::string ringSvg(const Counts &counts) {
  std::string svg = llvm::formatv("<svg class=\"ring\" viewBox=\"0 0 40 40\" role=\"img\" aria-label=\"{0}\">\n"
                                  "<circle class=\"track\" cx=\"20\" cy=\"20\" r=\"15.9155\"/>\n",
                                  plural(counts.sum(), "finding"))
                        .str();
  double at = 0;
  for (std::size_t i = 0; i < severities.size(); ++i) {
    if (counts.of[i] == 0)
      continue;
    const double part = 100.0 * static_cast<double>(counts.of[i]) / static_cast<double>(counts.sum());
    svg += llvm::formatv("<circle class=\"{0}\" cx=\"20\" cy=\"20\" r=\"15.9155\" stroke-dasharray=\"{1:f2} {2:f2}\" "
                         "stroke-dashoffset=\"{3:f2}\"/>\n",
                         severityName(severities[i]), part, 100 - part, 25 - at)
               .str();
    at += part;
  }
  return svg + llvm::formatv(
                   "<text x=\"20\" y=\"20\">{0}</text>\n<text class=\"unit\" x=\"20\" y=\"26\">{1}</text>\n</svg>\n",
                   counts.sum(), counts.sum() == 1 ? "finding" : "findings")
                   .str();
}

std::string severityCard(const Counts &counts) {
  std::string html =
      "<section class=\"card severities\">\n<h2>By severity</h2>\n" + ringSvg(counts) + "<ul class=\"legend\">\n";
  for (std::size_t i = 0; i < severities.size(); ++i)
    html += llvm::formatv("<li><a href=\"#findings\" data-filter=\"severity\" data-value=\"{0}\"><span class=\"dot "
                          "{0}\"></span>{0} <span class=\"count\">{1}</span></a></li>\n",
                          severityName(severities[i]), counts.of[i])
                .str();
  return html + "</ul>\n</section>\n";
}

} // namespace

std::string htmlHeadline(const Report &report) {
  const std::string findings = report.findings.empty() ? "no findings" : plural(report.findings.size(), "finding");
  return report.problems.empty() ? findings : findings + ", " + std::to_string(report.problems.size()) + " not checked";
}

std::string htmlProblems(const Report &report, const OutputContext &context) {
  std::string html;
  if (!report.problems.empty()) {
    html += llvm::formatv("<section id=\"problems\" class=\"alarm\">\n<h2>{0} not checked</h2>\n<p>This report is "
                          "incomplete: what stands here may hold defects that it does not show.</p>\n<dl>\n",
                          plural(report.problems.size(), "thing was", "things were"))
                .str();
    for (const Problem &problem : report.problems)
      html += llvm::formatv("<dt>{0}</dt><dd>{1}</dd>\n",
                            xmlText(problem.path.empty() ? "the run" : shownPath(context.root, problem.path)),
                            xmlText(withShownPaths(context.root, problem.message)))
                  .str();
    html += "</dl>\n</section>\n";
  }
  if (report.stats.functionsSkipped != 0)
    html += llvm::formatv("<p class=\"alarm\">{0} not checked because of errors in their bodies.</p>\n",
                          plural(report.stats.functionsSkipped, "function was", "functions were"))
                .str();
  if (report.leftOut != 0)
    html += llvm::formatv("<p class=\"alarm\">{0} not shown here: more than the run was asked to show.</p>\n",
                          plural(report.leftOut, "more finding is", "more findings are"))
                .str();
  return html;
}

std::string htmlOverview(const Report &report, const OutputContext &context) {
  if (report.findings.empty())
    return llvm::formatv("<p class=\"card clean\">No findings in {0}.</p>\n", plural(report.stats.units, "unit")).str();
  Counts all;
  std::map<std::string, Counts> byRule, byFolder;
  for (const Finding &finding : report.findings) {
    all.add(finding.severity);
    byRule[finding.rule].add(finding.severity);
    byFolder[folderOf(shownPath(context.root, finding.span.path))].add(finding.severity);
  }
  return severityCard(all) + chart("By rule", "rule", byRule) + chart("By folder", "folder", byFolder);
}

std::string htmlList(const Report &report, SourceText &sources, const OutputContext &context) {
  std::string html = "<ul class=\"plain\">\n";
  for (const Finding &finding : llvm::ArrayRef(report.findings).take_front(mostListed))
    html += llvm::formatv("<li><span class=\"badge {0}\">{0}</span> <code>{1}:{2}</code> {3} "
                          "<a href=\"#rule-{4}\">{4}</a></li>\n",
                          severityName(finding.severity), xmlText(shownPath(context.root, finding.span.path)),
                          placeOf(finding.span, sources).begin.line,
                          xmlText(withShownPaths(context.root, finding.message)), xmlText(finding.rule))
                .str();
  html += "</ul>\n";
  if (report.findings.size() > mostListed)
    html += llvm::formatv("<p>{0} more are shown with JavaScript.</p>\n", report.findings.size() - mostListed).str();
  return html;
}

std::string htmlRules(const Report &report, const OutputContext &context) {
  std::string html;
  for (const RuleText &rule : context.rules) {
    if (!llvm::any_of(report.findings, [&](const Finding &finding) { return finding.rule == rule.id; }))
      continue;
    llvm::StringRef page = rule.page;
    page.consume_front(("# " + rule.id + "\n").str()); // the summary says it
    html +=
        llvm::formatv("<details class=\"rule\" id=\"rule-{0}\">\n<summary><code>{0}</code> <span>{1}</span> <small>{2}"
                      "</small></summary>\n<div class=\"prose\">\n{3}</div>\n</details>\n",
                      xmlText(rule.id), xmlText(rule.summary), xmlText(rule.tier), markdownToHtml(page))
            .str();
  }
  return html;
}

} // namespace corolint
