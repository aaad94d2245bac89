#include "Starts.h"

#include "PlainThreads.h"

#include <clang/AST/Decl.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/STLExtras.h>

namespace corolint {

void Starts::forget(std::size_t before) {
  llvm::erase_if(starts, [&](const CoroutineStart &start) { return start.starter >= before; });
}

bool Starts::isOffloaded(const CoroutineStart &start, const UnitFacts &unit) const {
  return start.offloaded || (start.keptIn && handedOver.contains(start.keptIn)) ||
         unit.functions[start.starter].runs == Runs::Offloaded;
}

static void offload(FunctionFacts &function) {
  function.runs = Runs::Offloaded;
  for (KnownCall &call : function.calls)
    call.runs = Runs::Offloaded;
  for (PlainCall &call : function.plainCalls)
    call.runs = Runs::Offloaded;
}

void Starts::settle(UnitFacts &unit) {
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<const CoroutineStart *, 2>> byCoroutine;
  for (const CoroutineStart &start : starts)
    byCoroutine[start.coroutine].push_back(&start);
  // A coroutine that turns out to run on a pool may be the starter of others.
  for (bool changed = true; changed;) {
    changed = false;
    for (FunctionFacts &function : unit.functions) {
      if (!function.function || function.runs != Runs::Coroutine)
        continue;
      const auto found = byCoroutine.find(function.function->getCanonicalDecl());
      if (found == byCoroutine.end() ||
          !llvm::all_of(found->second, [&](const CoroutineStart *start) { return isOffloaded(*start, unit); }))
        continue;
      offload(function);
      changed = true;
    }
  }
  PlainThreads(starts, givenAway, unit).settle();
}

} // namespace corolint
