// Stops a parse at places of the main file.
//
// Between two tokens the lexer has looked at no more than it must, so this is where the text behind may change.
#pragma once

#include "LiveText.h"

namespace clang {
class CompilerInstance;
}

namespace corolint {

/// Calls `live.pause` in the parse that `compiler`, which has its preprocessor, is about to make. `live` outlives it.
void watchForPauses(clang::CompilerInstance &compiler, const LiveParse &live);

} // namespace corolint
