// The pages of the rules as files, so that an editor can open them without a network.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <optional>
#include <set>
#include <string>

namespace corolint {

class RulePages {
public:
  /// Pages are written into `folder`, each when it is first asked for. Empty: there are none.
  explicit RulePages(std::string folder) : folder(std::move(folder)) {}

  /// Where the page of the rule is; none for what is no rule, and where it cannot be written.
  std::optional<std::string> uriOf(llvm::StringRef rule);

  /// As 'corolint explain' prints it; empty for what is no rule.
  static llvm::StringRef textOf(llvm::StringRef rule);

private:
  std::string folder;
  std::set<std::string> written, failed;
};

} // namespace corolint
