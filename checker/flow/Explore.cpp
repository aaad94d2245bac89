#include "Explore.h"

#include <algorithm>

namespace corolint {

void Exploration::enter(unsigned block, State state, const Visit *before) {
  if (seen.insert({block, state}).second)
    visits.push_back({block, 0, state, before, {}});
}

void Exploration::goTo(unsigned block, State state, const Visit &before, bool byException) {
  if (block != graph.exit())
    enter(block, state, &before);
  else if (ended)
    ended(state, byException);
}

void Exploration::follow(Visit &visit, Step step) {
  const FlowBlock &block = graph.blocks()[visit.block];
  State state = visit.state;
  for (unsigned index = visit.index; index < block.events.size(); ++index) {
    const Event &event = block.events[index];
    const std::optional<State> after = step(event, {visit.block, index}, state);
    if (!after)
      return;
    if (*after != state)
      visit.changed.push_back(&event);
    state = *after;
  }
  leave(block, state, visit);
  if (followExceptions)
    for (const unsigned next : block.onThrow)
      goTo(next, state, visit, /*byException=*/true);
}

void Exploration::leave(const FlowBlock &block, State state, const Visit &visit) {
  for (unsigned way = 0; way < block.next.size(); ++way) {
    std::optional<State> after = state;
    if (block.condition && branched)
      after = branched(*block.condition, way == 0, state);
    if (after)
      goTo(block.next[way], *after, visit, /*byException=*/false);
  }
}

void Exploration::from(Position start, State state, Step step, End end, Branch branch) {
  visits.clear();
  seen.clear();
  ended = end;
  branched = branch;
  visits.push_back({start.block, start.index, state, nullptr, {}});
  if (start.index == 0)
    seen.insert({start.block, state});
  for (std::size_t next = 0; next < visits.size(); ++next) {
    if (!graph.spend(1 + graph.blocks()[visits[next].block].events.size()))
      break;
    current = &visits[next];
    follow(visits[next], step);
  }
  current = nullptr;
  ended = nullptr;
  branched = nullptr;
}

std::vector<const Event *> Exploration::changes() const {
  std::vector<const Event *> result;
  for (const Visit *visit = current; visit; visit = visit->before)
    result.insert(result.end(), visit->changed.rbegin(), visit->changed.rend());
  std::reverse(result.begin(), result.end());
  return result;
}

const Event *reach(const FlowGraph &graph, Position start, llvm::function_ref<bool(const Event &)> isGoal,
                   llvm::function_ref<bool(const Event &)> isBarrier) {
  const Event *found = nullptr;
  Exploration exploration(graph);
  exploration.from(start, 0, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
    if (found || (isBarrier && isBarrier(event)))
      return std::nullopt;
    if (!isGoal(event))
      return state;
    found = &event;
    return std::nullopt;
  });
  return found;
}

} // namespace corolint
