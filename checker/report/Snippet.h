// Lines of source as a terminal shows them, with marks below:
//
//      12 |   save(message);
//         |   ^~~~~~~~~~~~~
//
// Bytes, characters and terminal columns are three different things: tabs, wide characters and escapes take several
// columns, and a line too long for the screen is cut around what is marked.
#pragma once

#include "Paint.h"
#include "SourceText.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdint>
#include <string>

namespace corolint {

/// Bytes [begin, end) of a line, and the characters below the first of them and below the others.
struct Mark {
  std::size_t begin = 0, end = 0;
  char first = '^', rest = '~';
};

/// A line made ready: the text and, below it, the marks. Neither has a line break.
struct MarkedLine {
  std::string text, marks;
};

/// `line` with tabs expanded, unprintable bytes escaped, and cut around the first of `marks` where it is too long.
MarkedLine markLine(llvm::StringRef line, llvm::ArrayRef<Mark> marks);

/// Writes `line` behind its number, and its marks, if any, in a line of their own. `sign` stands between number and
/// text: '|' for what is in the file, '+' for a line that a fix adds.
void writeLine(const MarkedLine &line, uint32_t number, char sign, Paint paint, llvm::raw_ostream &out);

/// Writes the first line of [begin, end) with that span marked; an empty span gets one caret.
void writeSnippet(const SourceText::File &file, uint32_t begin, uint32_t end, Paint paint, llvm::raw_ostream &out);

} // namespace corolint
