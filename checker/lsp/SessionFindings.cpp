// What the session knows of a document, at the places of its present text.
#include "Session.h"
#include "support/Paths.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

const Document *Session::document(const std::string &path) const {
  const auto found = documents.find(path);
  return found == documents.end() ? nullptr : &found->second;
}

const Session::Unit *Session::unitFor(const std::string &path) const {
  const auto name = unitOf.find(path);
  return name == unitOf.end() ? nullptr : &units.at(name->second);
}

std::shared_ptr<const UnitCheck> Session::lastCheck(const std::string &path) const {
  const Unit *unit = unitFor(path);
  return unit ? unit->last : nullptr;
}

bool Session::isUpToDate(const std::string &path) const {
  const Unit *unit = unitFor(path);
  return unit && !unit->isDirty && !unit->isRunning && (unit->last || !unit->engine);
}

std::optional<AnalysisRequest> Session::request(const std::string &path, UnsavedTexts texts) const {
  const auto attached = unitOf.find(path);
  const auto unit = units.find(attached == unitOf.end() ? path : attached->second);
  if (unit == units.end() || !unit->second.engine)
    return std::nullopt;
  AnalysisRequest request{unit->second.engine, unit->second.settings, unit->second.found.command, std::move(texts), 0};
  if (const Document *own = document(unit->first))
    request.editedAt = own->editedAt();
  return request;
}

/// Moves what lies in `document` to where it is now; false where that is no place any more.
static bool follow(Span &span, const Document &document, int64_t since) {
  if (span.path != document.path())
    return true;
  const std::optional<Span> now = document.moved(span, since);
  if (now)
    span = *now;
  return now.has_value();
}

static std::optional<Finding> follow(Finding finding, const Document &document, int64_t since) {
  if (!follow(finding.span, document, since))
    return std::nullopt;
  llvm::erase_if(finding.path, [&](Step &step) { return !follow(step.span, document, since); });
  llvm::erase_if(finding.fixes, [&](Fix &fix) {
    return llvm::any_of(fix.edits, [&](Edit &edit) { return !follow(edit.span, document, since); });
  });
  return finding;
}

std::vector<Finding> Session::findings(const std::string &path) const {
  const std::shared_ptr<const UnitCheck> check = lastCheck(path);
  const Document *text = document(path);
  if (!check || !text || !check->versions.contains(path))
    return {};
  std::vector<Finding> found;
  for (const Finding &finding : check->result.report.findings)
    if (finding.span.path == path)
      if (std::optional<Finding> now = follow(finding, *text, check->versions.at(path)))
        found.push_back(std::move(*now));
  llvm::sort(found);
  return found;
}

std::vector<std::string> Session::problems(const std::string &path) const {
  const Unit *unit = unitFor(path);
  if (!unit)
    return {};
  std::vector<std::string> all;
  if (!unit->trouble.empty())
    all.push_back(unit->trouble);
  if (!unit->found.problem.empty())
    all.push_back(unit->found.problem);
  if (!unit->last)
    return all;
  if (!unit->last->problem.empty())
    all.push_back("is not checked: " + unit->last->problem);
  for (const Problem &problem : unit->last->result.report.problems)
    if (problem.path == path || problem.path == unit->found.command.file)
      all.push_back(problem.message);
  return all;
}

} // namespace corolint
