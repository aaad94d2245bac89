#include "Diagnostics.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/Path.h>

namespace corolint {

/// The protocol's numbers.
static int numberOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return 1;
  case Severity::Warning:
    return 2;
  case Severity::Hint:
  case Severity::Off:
    return 4;
  }
  return 2;
}

/// For clients that show no related places: the path in words.
static std::string folded(const Finding &finding, const Json &places) {
  std::string message = finding.message;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Json &start = places[i].at("location").at("range").at("start");
    const std::string where = llvm::sys::path::filename(finding.path[i].span.path).str();
    message += llvm::formatv("\n  {0}. {1}:{2}: {3}", i + 1, where, start.at("line").get<unsigned>() + 1,
                             finding.path[i].message)
                   .str();
  }
  return message;
}

Json diagnosticOf(const Finding &finding, const Workspace &workspace) {
  const ClientCapabilities &can = workspace.client.can;
  Json places = Json::array();
  for (const Step &step : finding.path)
    places.push_back({{"location", locationOf(step.span, workspace)}, {"message", step.message}});
  Json item = {{"range", locationOf(finding.span, workspace).at("range")},
               {"severity", numberOf(finding.severity)},
               {"code", finding.rule},
               {"source", "corolint"},
               {"message", can.relatedInformation ? finding.message : folded(finding, places)}};
  if (can.relatedInformation && !places.empty())
    item["relatedInformation"] = std::move(places);
  if (can.tags && finding.rule == "unused-suppression")
    item["tags"] = {1}; // unnecessary: shown faded
  if (can.codeDescription)
    if (const auto page = workspace.pages.uriOf(finding.rule))
      item["codeDescription"] = {{"href", *page}};
  if (can.data)
    item["data"] = {{"fingerprint", finding.fingerprint}, {"fixes", finding.fixes.size()}};
  return item;
}

Json diagnosticsOf(const std::string &path, const Workspace &workspace) {
  Json items = Json::array();
  for (const Finding &finding : workspace.session.findings(path))
    items.push_back(diagnosticOf(finding, workspace));
  for (const std::string &problem : workspace.session.problems(path))
    items.push_back({{"range", toJson(PlaceRange())},
                     {"severity", 3}, // information: it is about the check, not about the code
                     {"code", "not-checked"},
                     {"source", "corolint"},
                     {"message", problem}});
  return items;
}

} // namespace corolint
