// The functions of a case whose names promise something: 'bad_' has a finding in it, 'ok_' has none.
//
// Found by tokens, not by the AST, so that a case that does not parse is still told of, and by the line.
#pragma once

#include "Marks.h"

namespace corolint::test {

struct Region {
  std::string name;
  unsigned firstLine = 0, lastLine = 0; // from the name to the closing brace
};

/// The definitions of functions and classes in `text` whose names begin with 'bad_' or 'ok_', in order.
std::vector<Region> findRegions(llvm::StringRef text);

/// Says which 'bad_' has no mark and which 'ok_' has one. A known miss is a mark of a 'bad_', a known false alarm
/// one of an 'ok_'.
Failures checkRegions(llvm::StringRef path, llvm::StringRef text, const std::vector<Mark> &marks);

} // namespace corolint::test
