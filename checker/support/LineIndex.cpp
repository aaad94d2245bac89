#include "LineIndex.h"

#include "Utf8.h"

#include <algorithm>

namespace corolint {

LineIndex::LineIndex(llvm::StringRef text) : text(text), starts{0} {
  for (std::size_t end = text.find_first_of("\r\n"); end != llvm::StringRef::npos;
       end = text.find_first_of("\r\n", end)) {
    end += text.substr(end).starts_with("\r\n") ? 2 : 1;
    starts.push_back(static_cast<uint32_t>(end));
  }
}

/// How many units of `encoding` the character takes.
static uint32_t unitsOf(const Character &c, Encoding encoding) {
  if (encoding == Encoding::Utf8)
    return c.length;
  return encoding == Encoding::Utf16 && c.valid && c.codePoint > 0xffff ? 2 : 1;
}

LineColumn LineIndex::at(uint32_t offset, Encoding encoding) const {
  offset = std::min(offset, static_cast<uint32_t>(text.size()));
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const uint32_t start = *std::prev(after);
  LineColumn place{static_cast<uint32_t>(after - starts.begin()), 1};
  if (encoding == Encoding::Utf8)
    return {place.line, offset - start + 1};
  for (uint32_t pos = start; pos < offset;) {
    const Character c = characterAt(text, pos);
    pos += c.length;
    if (pos <= offset) // An offset inside a character gives the place of the character.
      place.column += unitsOf(c, encoding);
  }
  return place;
}

uint32_t LineIndex::offset(LineColumn place, Encoding encoding) const {
  if (place.line == 0)
    return 0;
  if (place.line > starts.size())
    return static_cast<uint32_t>(text.size());
  const llvm::StringRef content = line(place.line);
  uint32_t units = place.column == 0 ? 0 : place.column - 1;
  std::size_t pos = 0;
  if (encoding == Encoding::Utf8)
    pos = std::min<std::size_t>(units, content.size());
  while (pos < content.size() && encoding != Encoding::Utf8) {
    const Character c = characterAt(content, pos);
    if (units < unitsOf(c, encoding))
      break;
    units -= unitsOf(c, encoding);
    pos += c.length;
  }
  return starts[place.line - 1] + static_cast<uint32_t>(pos);
}

llvm::StringRef LineIndex::line(uint32_t line) const {
  if (line == 0 || line > starts.size())
    return {};
  const uint32_t end = line < starts.size() ? starts[line] : static_cast<uint32_t>(text.size());
  llvm::StringRef content = text.slice(starts[line - 1], end);
  content.consume_back("\n");
  content.consume_back("\r");
  return content;
}

} // namespace corolint
