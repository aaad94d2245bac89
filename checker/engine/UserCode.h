// Which files are the user's own.
//
// Findings are shown only there, and only there are bodies looked at.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <functional>
#include <string>
#include <vector>

namespace corolint {

/// Judges the headers that a unit includes. With an empty `headerFilter`: those below one of `folders` that are not
/// system headers, and from the innermost such folder on lie in no folder of third parties (vendor, third_party,
/// external, _deps, node_modules, build folders). Otherwise: those whose path the regular expression matches, again
/// without system headers: 'include/.*' does not mean /usr/include. An error says what is wrong with the expression.
llvm::Expected<std::function<bool(llvm::StringRef path, bool isSystem)>> userCodeBelow(std::vector<std::string> folders,
                                                                                       llvm::StringRef headerFilter);

/// `folders` without those that change no judgement of userCodeBelow(), as another one holds them; sorted.
std::vector<std::string> neededFolders(llvm::ArrayRef<std::string> folders);

/// The folder whose files belong together with `path`: the nearest one upward that holds '.git' or '.corolint', else
/// the folder of `path` itself.
std::string projectRoot(llvm::StringRef path);

} // namespace corolint
