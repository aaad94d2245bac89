// What the editor shows at the mouse: the page of the rule that found something there.
#pragma once

#include "Workspace.h"

namespace corolint {

void serveHover(Router &router, Workspace &workspace);

} // namespace corolint
