// One character of UTF-8 at a time.
//
// Columns in other encodings, escapes and the widths on a terminal all walk text by character, and text from outside
// may be no UTF-8 at all: an invalid byte is a character of its own here, never an error.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <cstddef>
#include <cstdint>

namespace corolint {

struct Character {
  uint32_t codePoint = 0; // the byte itself where it is not valid
  unsigned length = 1;    // bytes
  bool valid = false;
};

/// The character that starts at byte `at` of `text`; `at` must be inside.
Character characterAt(llvm::StringRef text, std::size_t at);

/// The start of the character that holds byte `at`; `at` itself at the end of the text and in invalid UTF-8.
std::size_t characterStart(llvm::StringRef text, std::size_t at);

} // namespace corolint
