#include "Document.h"

#include <algorithm>

namespace corolint {

constexpr std::size_t movesKept = 4096; // A check that takes longer than so many edits has nothing to show any more.

Document::Document(std::string path, int64_t version, std::string text)
    : name(std::move(path)), number(version), content(std::move(text)), index(std::make_unique<LineIndex>(content)),
      movesSince(version) {}

Place placeOf(LineColumn place) { return {place.line - 1, place.column - 1}; }

uint32_t Document::offset(Place place, Encoding encoding) const {
  constexpr uint32_t most = UINT32_MAX - 1; // Lines and columns count from 1 in LineIndex.
  return index->offset({std::min(place.line, most) + 1, std::min(place.character, most) + 1}, encoding);
}

PlaceRange Document::range(const Span &span, Encoding encoding) const {
  return {placeOf(index->at(span.begin, encoding)), placeOf(index->at(span.end, encoding))};
}

void Document::replace(uint32_t begin, uint32_t end, llvm::StringRef text) {
  content.replace(begin, end - begin, text.data(), text.size());
  index = std::make_unique<LineIndex>(content);
  lastEdit = begin;
  moves.push_back({number, begin, end, static_cast<uint32_t>(text.size())});
  for (; moves.size() > movesKept; moves.pop_front())
    movesSince = moves.front().version;
}

/// The bytes at both ends that stay the same, so that a whole new text moves only what is behind its difference.
static std::pair<std::size_t, std::size_t> common(llvm::StringRef before, llvm::StringRef after) {
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t front = 0, back = 0;
  while (front < most && before[front] == after[front])
    ++front;
  while (back < most - front && before[before.size() - 1 - back] == after[after.size() - 1 - back])
    ++back;
  return {front, back};
}

void Document::change(int64_t version, llvm::ArrayRef<TextChange> changes, Encoding encoding) {
  number = version;
  for (const TextChange &change : changes)
    if (change.range) {
      const uint32_t a = offset(change.range->begin, encoding), b = offset(change.range->end, encoding);
      replace(std::min(a, b), std::max(a, b), change.text);
    } else {
      const auto [front, back] = common(content, change.text);
      const llvm::StringRef middle = llvm::StringRef(change.text).drop_front(front).drop_back(back);
      replace(static_cast<uint32_t>(front), static_cast<uint32_t>(content.size() - back), middle);
    }
}

std::optional<Span> Document::moved(Span span, int64_t since) const {
  if (since < movesSince)
    return std::nullopt;
  for (const Move &move : moves) {
    if (move.version <= since || move.begin >= span.end)
      continue;
    if (move.end > span.begin)
      return std::nullopt;
    span.begin += move.length - (move.end - move.begin);
    span.end += move.length - (move.end - move.begin);
  }
  return span;
}

} // namespace corolint
