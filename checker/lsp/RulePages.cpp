#include "RulePages.h"

#include "Uri.h"
#include "engine/Registry.h"
#include "support/AtomicFile.h"

#include <llvm/Support/FileSystem.h>

namespace corolint {

llvm::StringRef RulePages::textOf(llvm::StringRef id) {
  const RegisteredRule *rule = findRule(id);
  return rule ? rule->page : llvm::StringRef();
}

std::optional<std::string> RulePages::uriOf(llvm::StringRef id) {
  const llvm::StringRef text = textOf(id);
  if (text.empty() || folder.empty() || failed.contains(id.str()))
    return std::nullopt;
  const std::string file = folder + "/" + id.str() + ".md";
  if (!written.contains(id.str())) {
    llvm::sys::fs::create_directories(folder);
    if (llvm::Error refused = writeFileAtomically(file, text)) {
      llvm::consumeError(std::move(refused)); // A link less; the page is shown on hover all the same.
      failed.insert(id.str());
      return std::nullopt;
    }
    written.insert(id.str());
  }
  return uriOfPath(file);
}

} // namespace corolint
