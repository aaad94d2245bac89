#include "Prose.h"

#include <llvm/ADT/StringExtras.h>

namespace corolint::test {

/// Whether the quote at `i` is the apostrophe of a word like "doesn't".
static bool isApostrophe(llvm::StringRef text, std::size_t i) {
  return i > 0 && i + 1 < text.size() && llvm::isAlpha(text[i - 1]) && llvm::isAlpha(text[i + 1]);
}

/// `message` without what stands in quotes; false where a quote is not closed.
static bool withoutCode(llvm::StringRef message, std::string &prose) {
  bool inCode = false;
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (message[i] == '\'' && (inCode || !isApostrophe(message, i)))
      inCode = !inCode;
    else if (!inCode)
      prose += message[i];
  }
  return !inCode;
}

std::string proseMistake(llvm::StringRef message) {
  if (message.empty())
    return "it is empty";
  if (llvm::isUpper(message.front()))
    return "it begins with a capital letter";
  if (message.ends_with("."))
    return "it ends with a full stop";
  if (message.find_first_of("\n\r\t") != llvm::StringRef::npos)
    return "it has more than one line";
  std::string prose;
  if (!withoutCode(message, prose))
    return "a quote is not closed";
  for (const char *code : {"`", "\"", "_", "::", "()", "->", "<", ">", "{", "}"})
    if (llvm::StringRef(prose).contains(code))
      return std::string("'") + code + "' is outside of '...'";
  return "";
}

} // namespace corolint::test
