// Follows all ways through a flow graph with a small state, as an automaton that reads events.
//
//     // From the lock on: is there a suspension before the unlock?
//     Exploration held(graph, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
//       if (releases(event))
//         return std::nullopt;            // this way is of no more interest
//       if (event.kind == Event::Kind::Suspend)
//         found.push_back(&event);
//       return state;
//     });
//     held.from(afterLock, 0);
//
// Each block is entered once with each state, so a fixed point is reached after (blocks * states) steps. When the
// graph's bound is hit it ends before that: FlowGraph::isExhausted says so.
#pragma once

#include "FlowGraph.h"

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLFunctionalExtras.h>

#include <deque>

namespace corolint {

class Exploration {
public:
  using State = unsigned;
  using Step = llvm::function_ref<std::optional<State>(const Event &, Position, State)>;
  using End = llvm::function_ref<void(State, bool byException)>;
  using Branch = llvm::function_ref<std::optional<State>(const clang::Expr &condition, bool isTrue, State)>;

  explicit Exploration(const FlowGraph &graph, bool followExceptions = true)
      : graph(graph), followExceptions(followExceptions) {}

  /// Calls `step` for every event that can be reached from `start`, `end` where the body is left, and `branch` for each
  /// way out of a condition: nothing as its answer says that this way is of no interest.
  void from(Position start, State state, Step step, End end = nullptr, Branch branch = nullptr);

  /// Of the way on which `step` was last called: the events at which its state changed, in order. Valid inside `step`.
  std::vector<const Event *> changes() const;

private:
  struct Visit {
    unsigned block, index;
    State state;
    const Visit *before; // on whose way it is
    llvm::SmallVector<const Event *, 2> changed;
  };

  void enter(unsigned block, State state, const Visit *before);
  void follow(Visit &visit, Step step);
  void goTo(unsigned block, State state, const Visit &before, bool byException);
  void leave(const FlowBlock &block, State state, const Visit &visit);

  const FlowGraph &graph;
  const bool followExceptions;
  std::deque<Visit> visits; // addresses stay; from `done` on still to be followed
  llvm::DenseSet<std::pair<unsigned, State>> seen;
  const Visit *current = nullptr;
  End ended = nullptr;
  Branch branched = nullptr;
};

/// Whether some way leads from `start` to an event for which `isGoal` holds without passing one for which `isBarrier`
/// holds; the event, null where there is none.
const Event *reach(const FlowGraph &graph, Position start, llvm::function_ref<bool(const Event &)> isGoal,
                   llvm::function_ref<bool(const Event &)> isBarrier = nullptr);

} // namespace corolint
