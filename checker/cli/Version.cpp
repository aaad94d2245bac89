#include "Version.h"

namespace corolint {

const char *versionOfCorolint() { return COROLINT_VERSION; }

} // namespace corolint
