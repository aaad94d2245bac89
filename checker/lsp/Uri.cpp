#include "Uri.h"

#include "support/Paths.h"

#include <llvm/ADT/StringExtras.h>

namespace corolint {

static std::string decoded(llvm::StringRef text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    uint8_t byte = 0;
    const bool isEscape =
        text[i] == '%' && i + 2 < text.size() && llvm::tryGetHexFromNibbles(text[i + 1], text[i + 2], byte);
    result += isEscape ? static_cast<char>(byte) : text[i];
    i += isEscape ? 2 : 0;
  }
  return result;
}

std::optional<std::string> pathOfUri(llvm::StringRef uri) {
  if (!uri.consume_front_insensitive("file://"))
    return std::nullopt;
  uri = uri.substr(uri.find('/')); // 'file://localhost/a' is this machine's
  if (!uri.starts_with("/"))
    return std::nullopt;
  return absolutePath(decoded(uri.take_until([](char c) { return c == '?' || c == '#'; })), "/");
}

std::string uriOfPath(llvm::StringRef path) {
  std::string uri = "file://";
  for (const char c : path)
    if (llvm::isAlnum(c) || llvm::StringRef("-._~/").contains(c))
      uri += c;
    else
      uri += "%" + llvm::toHex(llvm::StringRef(&c, 1));
  return uri;
}

} // namespace corolint
