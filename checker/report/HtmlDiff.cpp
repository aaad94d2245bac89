#include "HtmlDiff.h"

#include "EditedText.h"
#include "UnifiedDiff.h"

#include <llvm/ADT/SmallVector.h>

#include <algorithm>
#include <map>

namespace corolint {

static constexpr uint32_t linesAround = 8; // More than a diff shows, so that its context is complete.

/// Only the lines around the edits are compared: a report may hold thousands of fixes of one large file.
static Span windowOf(const std::vector<Edit> &edits, const SourceText::File &file) {
  uint32_t begin = edits.front().span.begin, end = edits.front().span.end;
  for (const Edit &edit : edits) {
    begin = std::min(begin, edit.span.begin);
    end = std::max(end, edit.span.end);
  }
  const uint32_t first = file.lines.at(begin).line, last = file.lines.at(end).line;
  return {edits.front().span.path, file.lines.offset({first > linesAround ? first - linesAround : 1, 1}),
          file.lines.offset({last + linesAround, 1})};
}

/// The first number in '@@ -12,7 +12,8 @@'.
static uint32_t oldLineOf(llvm::StringRef hunk) {
  uint32_t line = 0;
  hunk.split('-').second.split(',').first.getAsInteger(10, line);
  return line;
}

static std::vector<DiffRow> rowsOf(llvm::StringRef diff, uint32_t linesBefore) {
  std::vector<DiffRow> rows;
  llvm::SmallVector<llvm::StringRef> lines;
  diff.split(lines, '\n', -1, /*KeepEmpty=*/false);
  uint32_t number = 0;
  for (const llvm::StringRef line : llvm::ArrayRef(lines).drop_front(std::min<std::size_t>(2, lines.size()))) {
    const char sign = line.front();
    if (sign == '@') {
      number = linesBefore + oldLineOf(line);
      rows.push_back({'@', 0, ""});
    } else if (sign != '\\') {
      rows.push_back({sign, sign == '+' ? 0 : number, line.drop_front().rtrim('\r').str()});
      number += sign != '+';
    }
  }
  if (!rows.empty()) // Nothing is left out before the first.
    rows.erase(rows.begin());
  return rows;
}

static std::vector<DiffRow> rowsOf(std::vector<Edit> edits, const SourceText::File &file) {
  const Span window = windowOf(edits, file);
  for (Edit &edit : edits) {
    edit.span.begin -= window.begin;
    edit.span.end -= window.begin;
  }
  EditedText edited(file.buffer->getBuffer().slice(window.begin, window.end));
  if (!edited.add(edits))
    return {};
  std::string diff;
  llvm::raw_string_ostream out(diff);
  writeUnifiedDiff("file", file.buffer->getBuffer().slice(window.begin, window.end), edited.text(), out);
  return rowsOf(diff, file.lines.at(window.begin).line - 1);
}

std::vector<FileDiff> diffOf(const Fix &fix, SourceText &sources) {
  std::map<std::string, std::vector<Edit>> byFile;
  for (const Edit &edit : fix.edits)
    byFile[edit.span.path].push_back(edit);
  std::vector<FileDiff> diffs;
  for (auto &[path, edits] : byFile) {
    const SourceText::File *file = sources.file(path);
    std::vector<DiffRow> rows = file ? rowsOf(std::move(edits), *file) : std::vector<DiffRow>();
    if (rows.empty())
      return {}; // A part of a fix is not the fix.
    diffs.push_back({path, std::move(rows)});
  }
  return diffs;
}

} // namespace corolint
