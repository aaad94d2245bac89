// Changes a setting in the text of a `.corolint` and leaves all else as people wrote it.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <optional>
#include <string>

namespace corolint {

/// The text with `rule` switched off; none where it sets the rule in a way that takes more than one line.
std::optional<std::string> withRuleOff(llvm::StringRef text, llvm::StringRef rule);

} // namespace corolint
