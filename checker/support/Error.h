// Errors that say what could not be done, in which file, and the way out.
//
// An llvm::Error is about us or the set-up, never about the user's code: that is a Finding (report/Finding.h).
#pragma once

#include <llvm/Support/Error.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

/// An error whose text is `format` filled in as by llvm::formatv: lower case, no full stop, the way out second.
template <typename... Args> llvm::Error error(const char *format, Args &&...args) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 llvm::formatv(format, std::forward<Args>(args)...).str());
}

} // namespace corolint
