#include "Utf8.h"

#include <llvm/Support/ConvertUTF.h>

#include <algorithm>
#include <cassert>

namespace corolint {

Character characterAt(llvm::StringRef text, std::size_t at) {
  assert(at < text.size() && "a character has at least one byte");
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.data()) + at;
  const auto *end = reinterpret_cast<const llvm::UTF8 *>(text.data()) + text.size();
  if (*begin < 0x80)
    return {*begin, 1, true};
  const llvm::UTF8 *next = begin;
  llvm::UTF32 codePoint = 0;
  if (llvm::convertUTF8Sequence(&next, end, &codePoint, llvm::strictConversion) != llvm::conversionOK)
    return {*begin, 1, false};
  return {codePoint, static_cast<unsigned>(next - begin), true};
}

std::size_t characterStart(llvm::StringRef text, std::size_t at) {
  constexpr std::size_t longest = 4; // Bytes of the longest character in UTF-8.
  if (at >= text.size())
    return text.size();
  for (std::size_t back = 1; back < longest && back <= at; ++back)
    if (const Character c = characterAt(text, at - back); c.valid && c.length > back)
      return at - back;
  return at;
}

} // namespace corolint
