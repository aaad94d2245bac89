// What a unit yields in a process of its own, as the bytes that come back from there.
//
// The record that the store keeps too, with what that leaves out: how long it took, and why a unit was not checked.
#pragma once

#include "program/UnitResult.h"

#include <llvm/Support/Error.h>

namespace corolint {

std::string pack(llvm::Expected<UnitResult> unit);

/// What pack() was given; an error, too, where the bytes are not what it made.
llvm::Expected<UnitResult> unpack(llvm::StringRef bytes);

} // namespace corolint
