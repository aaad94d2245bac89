// Whether a function may wait for work that it has started in the background.
//
//     pool.spawn(count(total));     // 'total' is lent to the pool,
//     pool.shutdown();              // which is waited for before 'total' dies
#pragma once

#include "Summaries.h"

namespace corolint {

/// Whether something behind `start`, the position of the call `spawn`, may wait until the work has ended: an await, a
/// blocking call, an event loop that is run, a loop that waits for a condition, a call of what took the work over, or
/// the destructor of that. What comes when `lent` has died is too late. O(events of the body).
bool mayBeJoined(const FlowGraph &graph, Position start, const clang::Expr &spawn, Summaries &summaries,
                 const clang::VarDecl *lent = nullptr);

} // namespace corolint
