#include "Place.h"

#include <llvm/ADT/StringExtras.h>

namespace corolint {

std::string relativeTo(llvm::StringRef root, llvm::StringRef path) {
  llvm::StringRef rest = path;
  const bool isBelow = !root.empty() && rest.consume_front(root.rtrim('/')) && rest.consume_front("/");
  return isBelow && !rest.empty() ? rest.str() : path.str();
}

std::string uriOf(llvm::StringRef path) {
  std::string uri = path.starts_with("/") ? "file://" : "";
  for (const char c : path)
    if (llvm::isAlnum(c) || llvm::StringRef("-._~/!$&'()*+,;=@").contains(c))
      uri += c;
    else
      (uri += '%') += llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, /*Width=*/2);
  return uri;
}

TextRange placeOf(const Span &span, SourceText &sources) {
  const TextRange unknown = {{1, 1}, {1, 1}};
  return sources.range(span).value_or(unknown);
}

} // namespace corolint
