#include "Baseline.h"

#include "Place.h"
#include "support/Error.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/MemoryBuffer.h>
#include <nlohmann/json.hpp>

namespace corolint {

using Json = nlohmann::ordered_json;

Baseline::Baseline(std::vector<BaselineEntry> list) : entries(std::move(list)) {
  llvm::sort(entries);
  for (const BaselineEntry &entry : entries)
    fingerprints.insert(entry.fingerprint);
}

Baseline Baseline::of(const Report &report, llvm::StringRef root) {
  std::vector<BaselineEntry> entries;
  entries.reserve(report.findings.size());
  for (const Finding &finding : report.findings)
    entries.push_back(
        {relativeTo(root, finding.span.path), finding.rule, finding.fingerprint, finding.symbol, finding.message});
  return Baseline(std::move(entries));
}

/// A string of a line's object; nothing where it is missing or something else.
static std::optional<std::string> member(const Json &line, const char *name) {
  const auto found = line.find(name);
  return found == line.end() || !found->is_string() ? std::nullopt : std::optional(found->get<std::string>());
}

static std::optional<BaselineEntry> parse(llvm::StringRef line) {
  const Json json = Json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object())
    return std::nullopt;
  const auto fingerprint = member(json, "v1"), rule = member(json, "rule"), path = member(json, "path");
  if (!fingerprint || !rule || !path)
    return std::nullopt;
  return BaselineEntry{*path, *rule, *fingerprint, member(json, "symbol").value_or(""),
                       member(json, "message").value_or("")};
}

llvm::Expected<Baseline> Baseline::read(const std::string &file) {
  const auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/true);
  if (!buffer)
    return error("{0}: the baseline cannot be read ({1}); make one with 'corolint baseline create'", file,
                 buffer.getError().message());
  std::vector<BaselineEntry> entries;
  unsigned number = 0;
  for (llvm::StringRef line, rest = (*buffer)->getBuffer(); !rest.empty();) {
    std::tie(line, rest) = rest.split('\n');
    ++number;
    if (line.trim().empty())
      continue;
    const std::optional<BaselineEntry> entry = parse(line);
    if (!entry)
      return error("{0}:{1}: no entry of a baseline; solve the merge conflict or make it anew with "
                   "'corolint baseline update'",
                   file, number);
    entries.push_back(*entry);
  }
  return Baseline(std::move(entries));
}

std::string Baseline::text() const {
  std::string text;
  for (const BaselineEntry &entry : entries) {
    const Json line = {{"path", entry.path},
                       {"rule", entry.rule},
                       {"v1", entry.fingerprint},
                       {"symbol", entry.symbol},
                       {"message", entry.message}};
    text += line.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) + "\n";
  }
  return text;
}

void Baseline::dropKnown(Report &report) const {
  llvm::erase_if(report.findings, [&](const Finding &finding) { return fingerprints.contains(finding.fingerprint); });
}

std::vector<BaselineEntry> Baseline::missing(const Report &report,
                                             llvm::function_ref<bool(llvm::StringRef path)> wasChecked) const {
  llvm::StringSet<> found;
  for (const Finding &finding : report.findings)
    found.insert(finding.fingerprint);
  std::vector<BaselineEntry> stale;
  for (const BaselineEntry &entry : entries)
    if (!found.contains(entry.fingerprint) && wasChecked(entry.path))
      stale.push_back(entry);
  return stale;
}

} // namespace corolint
