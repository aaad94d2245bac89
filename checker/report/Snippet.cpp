#include "Snippet.h"

#include "support/Escape.h"
#include "support/Utf8.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/Unicode.h>

#include <algorithm>

namespace corolint {

constexpr unsigned maxColumns = 120; // The project's own limit; what is longer is machine-made or a long string.
constexpr unsigned leftContext = 30; // Columns kept before the mark of a line that is cut.
constexpr unsigned tabStop = 4;
constexpr llvm::StringLiteral cut = "...";

namespace {
/// One character of the source on the terminal.
struct Cell {
  std::string text;
  unsigned width = 0, bytes = 0;
};
} // namespace

/// The cell of the character at byte `at`, which starts in terminal column `column` (from 0).
static Cell cellAt(llvm::StringRef line, std::size_t at, unsigned column) {
  const unsigned bytes = characterAt(line, at).length;
  if (line[at] == '\t') {
    const unsigned width = tabStop - column % tabStop;
    return {std::string(width, ' '), width, bytes};
  }
  const std::string text = printable(line.substr(at, bytes));
  const int width = llvm::sys::unicode::columnWidthUTF8(text);
  return {text, width < 0 ? 1 : static_cast<unsigned>(width), bytes};
}

/// Steps back from byte `from` over at most `columns` columns. Looks at few bytes, whatever the length of the line.
static std::size_t stepBack(llvm::StringRef line, std::size_t from, unsigned columns) {
  while (from > 0) {
    const std::size_t previous = characterStart(line, from - 1);
    const unsigned width = cellAt(line, previous, 0).width;
    if (width > columns)
      break;
    columns -= width;
    from = previous;
  }
  return from;
}

/// The first byte to show, so that the mark is inside the window and the line's start too if possible.
static std::size_t windowStart(llvm::StringRef line, const Mark &mark) {
  const std::size_t showTo = std::min(std::max(mark.end, mark.begin + 1), line.size());
  if (stepBack(line, showTo, maxColumns) == 0)
    return 0;
  return stepBack(line, std::min(mark.begin, line.size()), leftContext);
}

/// The character that marks byte `at`, or a space.
static char markAt(std::size_t at, unsigned bytes, llvm::ArrayRef<Mark> marks) {
  for (const Mark &mark : marks) {
    if (mark.begin >= at && mark.begin < at + bytes)
      return mark.first;
    if (mark.begin < at && at < mark.end)
      return mark.rest;
  }
  return ' ';
}

MarkedLine markLine(llvm::StringRef line, llvm::ArrayRef<Mark> marks) {
  MarkedLine result;
  std::size_t at = marks.empty() ? 0 : windowStart(line, marks.front());
  if (at > 0) {
    result.text = cut.str();
    result.marks.assign(cut.size(), ' ');
  }
  unsigned column = static_cast<unsigned>(result.text.size());
  while (at < line.size() && column < maxColumns) {
    const Cell cell = cellAt(line, at, column);
    const char mark = markAt(at, cell.bytes, marks);
    result.text += cell.text;
    for (unsigned i = 0; i < cell.width; ++i)
      result.marks += i > 0 && mark == '^' ? '~' : mark;
    column += cell.width;
    at += cell.bytes;
  }
  if (at < line.size())
    result.text += cut;
  else
    result.marks += markAt(line.size(), 1, marks); // A mark may stand behind the last character.
  result.text.erase(result.text.find_last_not_of(' ') + 1);
  result.marks.erase(result.marks.find_last_not_of(' ') + 1);
  return result;
}

void writeLine(const MarkedLine &line, uint32_t number, char sign, Paint paint, llvm::raw_ostream &out) {
  const std::string gutter = llvm::formatv("{0,5} ", number);
  out << gutter << paint(sign == '|' ? Color::Plain : Color::Green, std::string(1, sign));
  if (!line.text.empty())
    out << ' ' << line.text;
  out << '\n';
  if (!line.marks.empty())
    out << std::string(gutter.size(), ' ') << "| " << paint(Color::Green, line.marks) << '\n';
}

void writeSnippet(const SourceText::File &file, uint32_t begin, uint32_t end, Paint paint, llvm::raw_ostream &out) {
  const uint32_t number = file.lines.at(begin).line;
  const llvm::StringRef line = file.lines.line(number);
  const std::size_t start = file.lines.offset({number, 1});
  const std::size_t from = std::min<std::size_t>(begin - start, line.size());
  const std::size_t to = std::min<std::size_t>(std::max(begin, end) - start, line.rtrim().size());
  writeLine(markLine(line, Mark{from, std::max(from, to)}), number, '|', paint, out);
}

} // namespace corolint
