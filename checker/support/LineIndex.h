// From byte offsets of a text to lines and columns, and back.
//
// Findings hold byte offsets. People, SARIF and editors want lines, and each counts columns in its own encoding.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <compare>
#include <cstdint>
#include <vector>

namespace corolint {

enum class Encoding { Utf8, Utf16, Utf32 };

/// Line and column count from 1; the column counts units of the encoding that was asked for.
struct LineColumn {
  uint32_t line = 1, column = 1;
  auto operator<=>(const LineColumn &) const = default;
};

/// The lines of one text. Holds a reference to the text, which must outlive it. Thread-safe once built.
/// Lines end with "\n", "\r\n" or "\r". Invalid UTF-8 counts one unit a byte.
class LineIndex {
public:
  explicit LineIndex(llvm::StringRef text); ///< O(size of the text)

  /// The place of `offset`; offsets past the end give the end. O(log lines + length of the line).
  LineColumn at(uint32_t offset, Encoding encoding = Encoding::Utf8) const;

  /// The offset of `place`; a column past the end of its line gives that end, a line past the last one the text's end.
  uint32_t offset(LineColumn place, Encoding encoding = Encoding::Utf8) const;

  /// Line `line` (from 1) without its line ending; empty where there is none.
  llvm::StringRef line(uint32_t line) const;

  uint32_t lineCount() const { return static_cast<uint32_t>(starts.size()); }

private:
  llvm::StringRef text;
  std::vector<uint32_t> starts;
};

} // namespace corolint
