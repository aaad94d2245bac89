// Which build of the program runs, and with which build of Clang.
//
// Results of one build are no results of another, even where both say the same version.
#pragma once

#include "Input.h"

namespace corolint {

/// The same for the same program with the same shared libraries, wherever they lie. Read from memory, so next to free.
Digest buildId();

} // namespace corolint
