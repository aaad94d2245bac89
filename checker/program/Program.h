// All units put together: which functions a call may run, in whatever unit they are.
//
// The same for the same units in any order: a function that several units define, as headers make them, counts once.
#pragma once

#include "UnitSummary.h"

#include <llvm/ADT/StringMap.h>

namespace corolint {

class Program {
public:
  /// O(size of the summaries), sorted once.
  explicit Program(std::vector<UnitSummary> units);

  /// All functions, sorted by key.
  const std::vector<FunctionSummary> &functions() const { return all; }

  /// The functions with a body that `call` may run, sorted by key; empty where nothing is known.
  std::vector<const FunctionSummary *> targets(const CallSummary &call) const;

private:
  std::vector<const FunctionSummary *> called(const CallSummary &call) const;
  void addHeld(const std::string &value, std::vector<const FunctionSummary *> &found) const;
  void forwardParameters();
  const FunctionSummary *find(const std::string &key) const;

  std::vector<FunctionSummary> all;
  llvm::StringMap<const FunctionSummary *> byKey;
  llvm::StringMap<std::vector<const FunctionSummary *>> overriders; // of a function, by its key
  llvm::StringMap<std::vector<std::string>> fills;                  // of a slot
};

} // namespace corolint
