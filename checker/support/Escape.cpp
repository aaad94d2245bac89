#include "Escape.h"

#include "Utf8.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

/// Whether a terminal or an editor would act on the character instead of showing it.
static bool isControl(uint32_t c) {
  if (c < 0x20 || (c >= 0x7f && c < 0xa0))
    return true;
  if (c == 0x2028 || c == 0x2029) // line and paragraph separator
    return true;
  // The characters of type Bidi_Control; see Boucher, Anderson: Trojan Source (CVE-2021-42574).
  return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

std::string printable(llvm::StringRef text, bool keepTabs) {
  if (llvm::all_of(text, [&](char c) { return (c >= 0x20 && c < 0x7f) || (c == '\t' && keepTabs); }))
    return text.str();
  std::string result;
  llvm::raw_string_ostream out(result);
  for (std::size_t pos = 0; pos < text.size();) {
    const Character c = characterAt(text, pos);
    if (c.valid && (!isControl(c.codePoint) || (keepTabs && c.codePoint == '\t')))
      out << text.substr(pos, c.length);
    else
      out << llvm::format(c.length == 1 ? "\\x%02x" : "\\u%04x", c.codePoint);
    pos += c.length;
  }
  return result;
}

} // namespace corolint
