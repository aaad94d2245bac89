#include "Program.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSet.h>

namespace corolint {

/// Most of what units have comes from headers, so what repeats is left out before anything is sorted. `indices` are
/// those of the keys in `all`.
static void addFunctions(std::vector<FunctionSummary> functions, std::vector<FunctionSummary> &all,
                         llvm::StringMap<std::size_t> &indices) {
  for (FunctionSummary &function : functions) {
    const auto [known, isNew] = indices.try_emplace(function.key, all.size());
    if (isNew)
      all.push_back(std::move(function));
    else if (function < all[known->second])
      all[known->second] = std::move(function);
  }
}

Program::Program(std::vector<UnitSummary> units) {
  std::vector<SlotFill> allFills;
  llvm::StringMap<std::size_t> indices;
  for (UnitSummary &unit : units) {
    addFunctions(std::move(unit.functions), all, indices);
    llvm::move(unit.fills, std::back_inserter(allFills));
  }
  llvm::sort(all, [](const auto &a, const auto &b) { return a.key < b.key; });
  llvm::sort(allFills);
  allFills.erase(std::unique(allFills.begin(), allFills.end()), allFills.end());
  for (const FunctionSummary &function : all) {
    byKey[function.key] = &function;
    for (const std::string &key : function.overridden)
      overriders[key].push_back(&function);
  }
  for (SlotFill &fill : allFills)
    fills[fill.slot].push_back(std::move(fill.value));
  forwardParameters();
}

const FunctionSummary *Program::find(const std::string &key) const { return byKey.lookup(key); }

/// The functions that `value` stands for: one, or what a slot holds, which may come out of another slot, such as a
/// parameter that a setter stores.
void Program::addHeld(const std::string &value, std::vector<const FunctionSummary *> &found) const {
  llvm::StringSet<> seen;
  std::vector<std::string> open = {value};
  seen.insert(value);
  while (!open.empty()) {
    const std::string key = std::move(open.back());
    open.pop_back();
    if (const FunctionSummary *function = find(key))
      found.push_back(function);
    for (const std::string &next : fills.lookup(key))
      if (seen.insert(next).second)
        open.push_back(next);
  }
}

/// Without the callables that the call hands in.
std::vector<const FunctionSummary *> Program::called(const CallSummary &call) const {
  std::vector<const FunctionSummary *> found;
  if (call.kind == CallKind::Slot) {
    addHeld(call.callee, found);
    return found;
  }
  if (const FunctionSummary *function = find(call.callee))
    found.push_back(function);
  if (call.kind == CallKind::Virtual)
    llvm::append_range(found, overriders.lookup(call.callee));
  return found;
}

std::vector<const FunctionSummary *> Program::targets(const CallSummary &call) const {
  const std::vector<const FunctionSummary *> callees = called(call);
  std::vector<const FunctionSummary *> found = callees;
  for (const FunctionSummary *function : callees)
    for (const GivenCallable &given : call.given)
      if (llvm::is_contained(function->calledParameters, given.parameter))
        addHeld(given.value, found);
  llvm::sort(found, [](const auto *a, const auto *b) { return a->key < b->key; });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// A function that hands its own parameter to one that calls it calls it, too.
void Program::forwardParameters() {
  constexpr int deepest = 8; // through so many functions; nobody forwards further
  bool changed = true;
  for (int round = 0; changed && round < deepest; ++round) {
    changed = false;
    for (FunctionSummary &function : all)
      for (const CallSummary &call : function.calls)
        for (const GivenCallable &given : call.given) {
          llvm::StringRef own = given.value;
          unsigned parameter = 0;
          if (!own.consume_front(function.key) || !own.consume_front("@parameter ") ||
              own.getAsInteger(10, parameter) || llvm::is_contained(function.calledParameters, parameter))
            continue;
          changed |= llvm::any_of(called(call), [&](const FunctionSummary *callee) {
            return llvm::is_contained(callee->calledParameters, given.parameter);
          });
          if (changed)
            function.calledParameters.push_back(parameter);
        }
  }
}

} // namespace corolint
