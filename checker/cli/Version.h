// Which corolint this is.
//
// One file knows the number, so that a release compiles one file anew.
#pragma once

namespace corolint {

/// '0.1.0'.
const char *versionOfCorolint();

} // namespace corolint
