#include "engine/Rule.h"

#include "engine/Fixes.h"

namespace corolint {

/// How the author said that the value does not matter.
static std::optional<llvm::StringRef> gesture(Dropping how) {
  switch (how) {
  case Dropping::CastToVoid:
    return "a cast to void";
  case Dropping::AssignedToIgnore:
    return "'std::ignore'";
  case Dropping::MaybeUnused:
    return "'[[maybe_unused]]'";
  default:
    return std::nullopt;
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppedValue &dropped : function.dropped) {
    const std::optional<llvm::StringRef> by = gesture(dropped.how);
    if (!by || dropped.type->drop != Drop::NeverRuns)
      continue;
    FindingBuilder finding = reporter.report(
        dropped.value->getSourceRange(),
        llvm::formatv("{0} is lazy: {1} does not start it, so its work never runs", describe(dropped.callee), *by)
            .str());
    // Where a value is asked for there may be none: awaiting a task of void gives nothing to assign.
    const bool takesNothing = dropped.how == Dropping::CastToVoid;
    if (auto fix = awaitFix(function, *dropped.value, *dropped.type, dropped.canAwait && takesNothing)) {
      fix->safe = false; // someone chose not to await it
      finding.fix(*fix);
    }
    if (const auto fix = spawnFix(function, *dropped.value, *dropped.type, dropped.canAwait))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a lazy task is thrown away on purpose, as if it had been started",
    .checkFunction = check,
};

} // namespace corolint
