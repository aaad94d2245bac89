// What an await waits for, as far as its operand says.
//
// Apart from the rules because several of them tell time from work.
#pragma once

#include "Facts.h"

namespace corolint {

/// The call whose result `suspension` waits for; null where it waits for something else.
const clang::CallExpr *awaitedCall(const clang::Stmt &suspension);

/// Whether the await only lets time pass: known by data, or a call that takes a 'std::chrono' duration or time and
/// whose await gives nothing.
bool isSleep(const clang::Stmt &suspension, AsyncModel &model);

/// Whether the await only lets others run, by data.
bool isYield(const clang::Stmt &suspension, AsyncModel &model);

/// Whether the object was taken out of what an await of several has given, so that its work is done:
/// 'for (auto &one : co_await when_all(tasks))'.
bool isGathered(const clang::Expr &object, AsyncModel &model);

} // namespace corolint
