#include "Commands.h"
#include "engine/Registry.h"
#include "support/Suggest.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>
#include <nlohmann/json.hpp>

namespace corolint {

int explain(const std::string &id) {
  const RegisteredRule *rule = findRule(llvm::StringRef(id).starts_with("corolint-") ? id.substr(9) : id);
  if (!rule) {
    complain("no rule '" + id + "'" + didYouMean(id, ruleIds()) + "; 'corolint rules' lists them");
    return Usage;
  }
  llvm::outs() << rule->page;
  return Clean;
}

int listRules(const std::string &format) {
  if (format == "json") {
    auto list = nlohmann::ordered_json::array();
    for (const RegisteredRule &rule : allRules())
      list.push_back(
          {{"id", rule.id.str()}, {"profile", tierName(rule.rule->tier).str()}, {"summary", rule.rule->summary.str()}});
    llvm::outs() << list.dump(2) << "\n";
    return Clean;
  }
  for (const RegisteredRule &rule : allRules())
    llvm::outs() << llvm::formatv("{0,-30} {1,-8} {2}\n", rule.id, tierName(rule.rule->tier), rule.rule->summary);
  return Clean;
}

} // namespace corolint
