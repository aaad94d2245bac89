// Text from outside, made safe to print.
//
// File names, sources and compiler messages may hold control bytes that move the terminal's cursor, forge a line of
// output or reverse its direction. Nothing of the kind reaches a terminal or a report unescaped.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

/// `text` on one line: control characters, line breaks, bidirectional controls and invalid UTF-8 become '\x1b' or
/// '\u202e' style escapes; everything else stays. Tabs stay when `keepTabs`.
std::string printable(llvm::StringRef text, bool keepTabs = false);

} // namespace corolint
