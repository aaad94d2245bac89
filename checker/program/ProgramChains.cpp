#include "ProgramChains.h"

#include <llvm/ADT/ArrayRef.h>

#include <deque>

namespace corolint {

ProgramChains::ProgramChains(const Program &program, llvm::StringRef rule, unsigned tier) : program(program) {
  using Caller = std::pair<const FunctionSummary *, const CallSummary *>;
  llvm::DenseMap<const FunctionSummary *, std::vector<Caller>> callers;
  std::deque<const FunctionSummary *> open;
  for (const FunctionSummary &function : program.functions()) {
    if (!function.isLink)
      continue;
    for (const DeedSummary &deed : function.deeds)
      if (deed.rule == rule && deed.tier == tier &&
          next.try_emplace(&function, Next{.deed = &deed, .length = 1}).second)
        open.push_back(&function);
    for (const CallSummary &call : function.calls)
      for (const FunctionSummary *target : program.targets(call))
        if (target->isLink)
          callers[target].emplace_back(&function, &call);
  }
  for (; !open.empty(); open.pop_front()) {
    const unsigned length = next.lookup(open.front()).length + 1;
    for (const auto &[caller, call] : callers.lookup(open.front()))
      if (next.try_emplace(caller, Next{.call = call, .target = open.front(), .length = length}).second)
        open.push_back(caller);
  }
}

/// The function that `call` may run with the shortest way to a deed.
const FunctionSummary *ProgramChains::nearest(const CallSummary &call) const {
  const FunctionSummary *best = nullptr;
  for (const FunctionSummary *target : program.targets(call))
    if (next.contains(target) && (!best || next.lookup(target).length < next.lookup(best).length))
      best = target;
  return best;
}

std::optional<ProgramChains::Chain> ProgramChains::from(const CallSummary &call) const {
  const FunctionSummary *function = nearest(call);
  if (!function)
    return std::nullopt;
  Chain chain;
  if (function->key != call.callee)
    chain.links.push_back({function->name, call.span});
  while (!chain.deed) {
    const Next step = next.lookup(function);
    chain.deed = step.deed;
    chain.links.push_back(step.deed ? Link{step.deed->name, step.deed->span}
                                    : Link{step.target->name, step.call->span});
    function = step.target;
  }
  return chain;
}

static std::string describe(llvm::ArrayRef<ProgramChains::Link> links) {
  std::string text;
  for (const ProgramChains::Link &link : links)
    text += (text.empty() ? "" : ", which calls ") + link.name;
  return text;
}

std::string describe(const ProgramChains::Chain &chain) { return describe(llvm::ArrayRef(chain.links)); }

std::vector<Step> stepsOf(const ProgramChains::Chain &chain) {
  std::vector<Step> steps;
  steps.reserve(chain.links.size());
  for (const ProgramChains::Link &link : chain.links)
    steps.push_back({link.span, link.name + " is called here"});
  return steps;
}

} // namespace corolint
