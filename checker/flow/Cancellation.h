// How cancellation shows in types: tokens that ask for it, and exceptions that carry it.
//
// The libraries' data says which they are; a class that no data speaks of is judged by what the unit does with it.
#pragma once

#include "WrittenTree.h"
#include "model/AsyncModel.h"

namespace corolint {

/// Whether `type`, or what it refers to, is a stop token, an abort source or the like.
bool isToken(clang::QualType type, AsyncModel &model);

/// Whether an argument of `call` is a token, so that what it starts may end early.
bool takesToken(const clang::Stmt &call, AsyncModel &model);

/// Whether some expression in `around` names a token.
bool mentionsToken(const clang::Stmt &around, const WrittenTree &tree, AsyncModel &model);

/// Whether `type` is an exception that means cancellation: the libraries' data says so, or its name speaks of it.
bool isCancellation(clang::QualType type, AsyncModel &model);

} // namespace corolint
