// Text for XML documents.
//
// XML 1.0 cannot hold most control characters, not even escaped, so those become '\x1b' style text first.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

/// `text` as an attribute's value or as an element's content.
std::string xmlText(llvm::StringRef text);

} // namespace corolint
