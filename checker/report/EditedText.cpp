#include "EditedText.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace corolint {

/// Insertions at one place and edits side by side go together; what shares a byte does not.
static bool overlap(const Span &a, const Span &b) {
  if (a.begin == a.end || b.begin == b.end)
    return a.begin < b.end && b.begin < a.end;
  return std::max(a.begin, b.begin) < std::min(a.end, b.end);
}

bool EditedText::add(const std::vector<Edit> &edits) {
  std::vector<Edit> fresh;
  for (const Edit &edit : edits) {
    const auto isSame = [&](const Edit &other) { return other.span == edit.span && other.text == edit.text; };
    if (edit.span.begin > edit.span.end || edit.span.end > old.size())
      return false;
    if (llvm::any_of(taken, isSame))
      continue;
    if (llvm::any_of(taken, [&](const Edit &other) { return overlap(other.span, edit.span); }))
      return false;
    fresh.push_back(edit);
  }
  const auto isBefore = [](const Edit &a, const Edit &b) { return a.span < b.span; };
  for (Edit &edit : fresh) // Behind its equals: insertions at one place keep their order.
    taken.insert(std::upper_bound(taken.begin(), taken.end(), edit, isBefore), std::move(edit));
  return true;
}

std::string EditedText::text() const {
  std::string text;
  uint32_t copied = 0;
  for (const Edit &edit : taken) {
    text.append(old, copied, edit.span.begin - copied);
    text += edit.text;
    copied = edit.span.end;
  }
  return text.append(old, copied);
}

uint32_t EditedText::moved(uint32_t offset) const {
  int64_t shift = 0;
  for (const Edit &edit : taken)
    if (edit.span.end <= offset)
      shift += static_cast<int64_t>(edit.text.size()) - (edit.span.end - edit.span.begin);
  return static_cast<uint32_t>(offset + shift);
}

} // namespace corolint
