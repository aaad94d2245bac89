// What a function that no data speaks of is, by its signature.
//
//     Task<T> with_timeout(Task<T> work, std::chrono::milliseconds limit);     bounds what it gets
//     Task<int> Socket::async_read();                                          called as libraries call theirs
//
// Apart from the model's roles, which are certain: these count for the rules about time alone.
#pragma once

#include "Facts.h"

namespace corolint {

/// Whether `expr` is a 'std::chrono' duration or time point.
bool isTime(const clang::Expr &expr);

/// Whether `callee` takes work, or a callable that makes it, and a time, and returns work: it ends what it was given
/// when the time is over.
bool isTimeoutByType(const clang::FunctionDecl &callee, llvm::ArrayRef<const clang::Expr *> arguments,
                     Summaries &summaries);

/// The role of waiting for the outside that a function has by convention: it returns something to await and is called
/// like an operation that a library's data marks so.
std::optional<FunctionRole> conventionalRole(const clang::FunctionDecl &callee, AsyncModel &model);

} // namespace corolint
