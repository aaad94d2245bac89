// How ordinary functions of a whole program lead to a call that matters, on a shortest way.
//
// What facts/Chains.h is to one unit. Equally short ways are told apart by keys and places, so that every run takes the
// same one.
#pragma once

#include "Program.h"

#include <llvm/ADT/DenseMap.h>

#include <optional>

namespace corolint {

class ProgramChains {
public:
  /// One call on the way; the last one is the call that matters.
  struct Link {
    std::string name;
    Span span;
  };
  struct Chain {
    std::vector<Link> links; // from the first call in the callee's body on; before it, which function a virtual call or
                             // a slot runs
    const DeedSummary *deed = nullptr;
  };

  /// Follows calls to the deeds of `rule` with this tier. O(calls of the program).
  ProgramChains(const Program &program, llvm::StringRef rule, unsigned tier);

  /// What `call` leads to; nothing where it leads nowhere.
  std::optional<Chain> from(const CallSummary &call) const;

private:
  struct Next {
    const DeedSummary *deed = nullptr; // null: through `call`
    const CallSummary *call = nullptr;
    const FunctionSummary *target = nullptr; // which of the call's
    unsigned length = 0;
  };

  const FunctionSummary *nearest(const CallSummary &call) const;

  const Program &program;
  llvm::DenseMap<const FunctionSummary *, Next> next;
};

/// ''flush', which calls 'fsync'', for messages.
std::string describe(const ProgramChains::Chain &chain);

/// One step a call, each with what it leads to.
std::vector<Step> stepsOf(const ProgramChains::Chain &chain);

} // namespace corolint
