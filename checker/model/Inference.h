// Reads off a class what it is to a coroutine: its promise, when its body starts, whether it can be awaited.
//
// Everything here looks at declarations of the unit alone and knows no library by name.
#pragma once

#include "AsyncModel.h"

namespace corolint {

/// Infers what values of the class `record` are. May instantiate class templates through `sema`, whose diagnostics
/// must be off meanwhile: what does not instantiate is simply not known.
AsyncType inferType(const clang::CXXRecordDecl &record, clang::Sema &sema);

} // namespace corolint
