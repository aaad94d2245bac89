#include "ConfigEdit.h"

#include <llvm/ADT/SmallVector.h>

namespace corolint {

static llvm::StringRef withoutComment(llvm::StringRef line) { return line.split(" #").first.rtrim(); }

static std::size_t indentOf(llvm::StringRef line) { return line.size() - line.ltrim(' ').size(); }

std::optional<std::string> withRuleOff(llvm::StringRef text, llvm::StringRef rule) {
  const std::string off = rule.str() + ": off\n";
  std::size_t at = 0, behindRules = 0, indent = 2;
  bool isInRules = false;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const llvm::StringRef line = withoutComment(text.slice(at, end).rtrim());
    const bool isTop = indentOf(line) == 0 && !line.empty() && !line.starts_with("#");
    if (isTop && line.starts_with("rules:")) {
      if (line != "rules:")
        return std::nullopt;
      isInRules = true;
      behindRules = end;
    } else if (isTop) {
      isInRules = false;
    } else if (isInRules && line.ltrim().starts_with(rule.str() + ":")) {
      if (line.ends_with(":") || line.contains('{'))
        return std::nullopt;
      return text.take_front(at + indentOf(line)).str() + off + text.substr(end).str();
    } else if (isInRules && !line.empty() && behindRules == at) {
      indent = indentOf(line);
    }
    at = end;
  }
  const std::string line = std::string(indent, ' ') + off;
  if (behindRules != 0)
    return text.take_front(behindRules).str() + line + text.substr(behindRules).str();
  const std::string gap = text.empty() || text.ends_with("\n") ? "" : "\n";
  return text.str() + gap + "rules:\n" + line;
}

} // namespace corolint
