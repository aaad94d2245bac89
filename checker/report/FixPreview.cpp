#include "FixPreview.h"

#include <llvm/ADT/SmallVector.h>

#include <algorithm>

namespace corolint {

constexpr std::size_t maxLines = 8; // A preview is a glance, not a diff.

namespace {
/// One line while the edits inside it are applied from left to right.
struct EditedLine {
  std::string path;
  uint32_t number = 0;
  llvm::StringRef old;
  std::size_t copied = 0; // bytes of `old` that are in `text` or replaced
  std::string text;
  std::vector<Mark> marks;

  void apply(std::size_t begin, std::size_t end, llvm::StringRef by) {
    text += old.slice(copied, begin);
    const char sign = begin == end ? '+' : '~';
    if (!by.empty())
      marks.push_back({text.size(), text.size() + by.rtrim().size(), sign, sign});
    text += by;
    copied = end;
  }

  PreviewLine finish() const {
    const std::string line = text + old.substr(copied).str();
    return {path, number, '|', markLine(line, marks)};
  }
};

class Preview {
public:
  explicit Preview(SourceText &sources) : sources(sources) {}

  void add(const Edit &edit) {
    const SourceText::File *file = sources.file(edit.span.path);
    if (!file)
      return;
    const LineColumn from = file->lines.at(edit.span.begin), to = file->lines.at(edit.span.end);
    const llvm::StringRef text = edit.text;
    if (from.line == to.line && text.find_first_of("\r\n") == llvm::StringRef::npos)
      editLine(edit, *file, from, to);
    else if (edit.span.begin == edit.span.end)
      addLines(edit, *file, from);
  }

  std::vector<PreviewLine> finish() {
    finishLine();
    return std::move(lines);
  }

private:
  void editLine(const Edit &edit, const SourceText::File &file, LineColumn from, LineColumn to) {
    if (current.number != from.line || current.path != edit.span.path) {
      finishLine();
      current = {edit.span.path, from.line, file.lines.line(from.line), 0, "", {}};
    }
    const std::size_t begin = from.column - 1, end = std::min<std::size_t>(to.column - 1, current.old.size());
    if (begin >= current.copied && begin <= end) // Overlapping edits cannot be applied, so they are not shown either.
      current.apply(begin, end, edit.text);
  }

  /// Whole lines, put before the line that starts at `from` or behind the one that ends there.
  void addLines(const Edit &edit, const SourceText::File &file, LineColumn from) {
    finishLine();
    llvm::StringRef text = edit.text;
    uint32_t number = from.line;
    const bool isBehind = from.column > file.lines.line(from.line).size() && text.consume_front("\n");
    if (isBehind)
      ++number;
    else if (from.column != 1 || !text.consume_back("\n"))
      return;
    llvm::SmallVector<llvm::StringRef> added;
    text.split(added, '\n');
    for (const llvm::StringRef line : added)
      lines.push_back({edit.span.path, number, '+', markLine(line.rtrim("\r"), {})});
  }

  void finishLine() {
    if (current.number != 0)
      lines.push_back(current.finish());
    current = {};
  }

  SourceText &sources;
  EditedLine current;
  std::vector<PreviewLine> lines;
};
} // namespace

std::vector<PreviewLine> previewFix(const Fix &fix, SourceText &sources) {
  std::vector<const Edit *> edits;
  edits.reserve(fix.edits.size());
  for (const Edit &edit : fix.edits)
    edits.push_back(&edit);
  // Insertions at one place keep the order in which the fix lists them, which is the order of their addresses.
  std::sort(edits.begin(), edits.end(),
            [](const Edit *a, const Edit *b) { return std::tie(a->span, a) < std::tie(b->span, b); });
  Preview preview(sources);
  for (const Edit *edit : edits)
    preview.add(*edit);
  std::vector<PreviewLine> lines = preview.finish();
  if (lines.size() > maxLines)
    lines.clear();
  return lines;
}

} // namespace corolint
