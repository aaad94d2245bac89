// Types whose destructor waits: for a thread, a future, the end of what they started.
//
// Work that such a value stands for has ended when the value has died, so it cannot go on without what it refers to.
#pragma once

#include "AsyncModel.h"

namespace corolint {

/// Whether the destructor of `record`, where its body is shown, calls something that waits for another thread.
bool waitsWhenDestroyed(const clang::CXXRecordDecl &record, AsyncModel &model);

} // namespace corolint
