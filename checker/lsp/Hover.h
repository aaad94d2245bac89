// What the editor shows at the mouse: the page of the rule that found something there.
//
// Elsewhere nothing is said: that is the other server's in the same buffer.
#pragma once

#include "Workspace.h"

namespace corolint {

void serveHover(Router &router, Workspace &workspace);

} // namespace corolint
