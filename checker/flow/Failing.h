// Whether work can end with an error, as far as what is written of it tells.
//
//     connect().then([] { return poll(); })      may fail: neither part's body is shown, and a chain has many parts
//     connect().handle_exception([] {...})       does not: the library says that this takes the error
//     [] -> Task<> { try {...} catch (...) {} }  does not: whatever its awaits throw is caught
#pragma once

#include "Summaries.h"

namespace corolint {

enum class Failing { No, Unknown, Yes };

/// Whether the last handler of `tried` takes everything and throws nothing.
bool catchesAll(const clang::CXXTryStmt &tried, const WrittenTree &tree);

/// Whether every await of the coroutine's body stands in a block whose handlers let nothing out, and it throws nothing
/// itself.
bool catchesItsErrors(const FlowGraph &coroutine);

/// The first 'throw' of the body that no handler of its own catches; null where there is none.
const clang::CXXThrowExpr *uncaughtThrow(const FlowGraph &body);

/// Of 'work().then([] {...})', 'with_gate(gate, [] {...})', 'work()'. Chains whose parts the unit does not show may
/// fail; of a single call nothing is known.
Failing failingOf(const clang::Expr &work, Summaries &summaries);

} // namespace corolint
