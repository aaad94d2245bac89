#include "Registry.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

const RegisteredRule *findRule(llvm::StringRef id) {
  const llvm::ArrayRef<RegisteredRule> rules = allRules();
  const auto *found =
      llvm::lower_bound(rules, id, [](const RegisteredRule &rule, llvm::StringRef wanted) { return rule.id < wanted; });
  return found != rules.end() && found->id == id ? found : nullptr;
}

std::vector<std::string> ruleIds() {
  std::vector<std::string> ids;
  for (const RegisteredRule &rule : allRules())
    ids.push_back(rule.id.str());
  return ids;
}

llvm::StringRef tierName(Tier tier) {
  switch (tier) {
  case Tier::Default:
    return "default";
  case Tier::Strict:
    return "strict";
  case Tier::Hint:
    return "hint";
  }
  return "";
}

} // namespace corolint
