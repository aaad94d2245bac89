// What one turn of a loop does, for the rules about loops that wait.
//
//     while (!done)                       looks at 'done', which others set
//       co_await sleep(1ms);              and does nothing else: it polls
#pragma once

#include "Facts.h"

namespace corolint {

struct LoopTurn {
  std::vector<const clang::Stmt *> suspensions;
  const clang::ValueDecl *polled =
      nullptr;        // a variable that others can change, or a member function, by which the loop looks at it
  bool works = false; // it does more than look at variables, wait and reckon with times
  bool hasEvents = false;
  std::optional<Position> inside; // somewhere in the loop
};

/// `loop` is one of the loops of the body of `graph`.
LoopTurn turnOf(const clang::Stmt &loop, const FlowGraph &graph, Summaries &summaries);

/// The keyword and what is in its parentheses, for messages about the loop as a whole.
clang::SourceRange headOf(const clang::Stmt &loop);

} // namespace corolint
