// The page, the style and the script of the HTML report: the files of html/, embedded by CMake.
//
// They are files of their own so that an editor knows what they are.
#pragma once

#include <llvm/ADT/StringRef.h>

namespace corolint {

extern const llvm::StringRef htmlPage;   // with '{{name}}' where the sink puts its parts
extern const llvm::StringRef htmlStyle;  // all .css files
extern const llvm::StringRef htmlScript; // all .js files

} // namespace corolint
