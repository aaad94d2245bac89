#include "FixTrial.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

bool FixTrial::add(const FixCandidate &candidate) {
  std::map<std::string, std::vector<Edit>> byFile;
  for (const Edit &edit : candidate.fix->edits)
    byFile[edit.span.path].push_back(edit);
  std::map<std::string, EditedText> tried = changed;
  for (const auto &[path, edits] : byFile) {
    const auto old = before->find(path);
    if (old == before->end() || !tried.try_emplace(path, old->second).first->second.add(edits))
      return false;
  }
  changed = std::move(tried);
  candidates.push_back(candidate);
  return true;
}

UnsavedTexts FixTrial::texts() const {
  UnsavedTexts texts = *before;
  for (const auto &[path, text] : changed)
    texts[path] = text.text();
  return texts;
}

/// Whether a finding that a fix was for is still there, at its place in the new text.
bool FixTrial::isStillFound(const Finding &finding, const Report &report) const {
  const Span &span = finding.span;
  const auto text = changed.find(span.path);
  const uint32_t begin = text == changed.end() ? span.begin : text->second.moved(span.begin);
  const uint32_t end = text == changed.end() ? span.end : text->second.moved(span.end);
  return llvm::any_of(report.findings, [&](const Finding &other) {
    return other.rule == finding.rule && other.span.path == span.path && other.span.begin < end &&
           begin < other.span.end;
  });
}

bool FixTrial::holds(const Report &without, const Report &with) const {
  const bool breaks = with.problems.size() > without.problems.size();
  const bool adds = with.findings.size() + candidates.size() > without.findings.size();
  return !breaks && !adds && llvm::none_of(candidates, [&](const FixCandidate &candidate) {
    return isStillFound(*candidate.finding, with);
  });
}

} // namespace corolint
