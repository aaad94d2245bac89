// What outputs say of a rule beside its findings: most formats carry its description along.
//
// Sinks know no registry of rules; whoever calls them hands these in.
#pragma once

#include "Finding.h"

#include <llvm/ADT/StringRef.h>

namespace corolint {

struct RuleText {
  llvm::StringRef id, summary;
  llvm::StringRef page; // Markdown
  llvm::StringRef tier; // 'default', 'strict', 'hint'
  Severity severity = Severity::Warning;
};

} // namespace corolint
