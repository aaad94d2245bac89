// What checking a unit yields, as bytes that other processes, the store and other machines read.
//
// Canonical: the same unit with the same settings gives the same bytes, whatever the thread, the host, the hour or the
// folder of the checkout.
#pragma once

#include "program/UnitResult.h"

#include <llvm/Support/Error.h>

namespace corolint {

/// `root` is the project's: paths below it are written relative to it. Times are not kept.
std::string encodeUnit(const UnitResult &unit, llvm::StringRef root);

/// Reads what encodeUnit() made, for a project that may have moved to `root`. An error where the bytes are cut, damaged
/// or of another version.
llvm::Expected<UnitResult> decodeUnit(llvm::StringRef bytes, llvm::StringRef root);

} // namespace corolint
