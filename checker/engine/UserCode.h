// Which files are the user's own: findings are shown only there, and only there are bodies looked at.
#pragma once

#include <functional>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <string>

namespace corolint {

/// Judges the headers that a unit includes. With an empty `headerFilter`: those below `root` that are not system
/// headers and lie in no folder of third parties (vendor, third_party, external, _deps, node_modules, build folders).
/// Otherwise: those whose path the regular expression matches. An error says what is wrong with the expression.
llvm::Expected<std::function<bool(llvm::StringRef path, bool isSystem)>> userCodeBelow(llvm::StringRef root,
                                                                                     llvm::StringRef headerFilter);

/// The folder whose files belong together with `path`: the nearest one upward that holds '.git' or '.corolint', else
/// the folder of `path` itself.
std::string projectRoot(llvm::StringRef path);

} // namespace corolint
