// What is a handle to a suspended coroutine, and what resumes one.
//
// The language's own vocabulary, so it is known by name: 'std::coroutine_handle' and its forerunner in 'experimental'.
#pragma once

#include <clang/AST/Type.h>

namespace clang {
class CallExpr;
} // namespace clang

namespace corolint {

bool isCoroutineHandle(clang::QualType type);

/// 'handle.resume()' and 'handle()'.
bool isResume(const clang::CallExpr &call);

} // namespace corolint
