#include "engine/Rule.h"

#include "engine/Fixes.h"

namespace corolint {

static std::string message(const DroppedValue &dropped) {
  const std::string name = describe(dropped.callee);
  switch (dropped.type->drop) {
  case Drop::Cancels:
    return "task of " + name + " is destroyed at the end of this statement, which cancels its work";
  case Drop::LosesError:
    return "result of " + name + " is dropped, so nobody waits for it or sees its error";
  case Drop::Terminates:
    return "task of " + name + " is destroyed before it has ended, which terminates the program";
  default:
    break;
  }
  if (dropped.type->coroutine)
    return "coroutine " + name + " is never awaited, so it does not run";
  return "awaitable of " + name + " is never awaited, so nothing happens";
}

/// Thrown away without a word; what is thrown away on purpose is voided-lazy-task's.
static bool isSilent(Dropping how) { return how == Dropping::Statement || how == Dropping::Comma; }

/// Whether the call itself may throw, before there is anything to await: a lazy coroutine has not begun.
static bool mayThrowAtOnce(const DroppedValue &dropped, const UnitFacts &unit) {
  const FunctionFacts *body = dropped.callee ? bodyOf(*dropped.callee, unit) : nullptr;
  return !body || !body->isCoroutine || dropped.type->start != Start::Lazy;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppedValue &dropped : function.dropped) {
    if (!isSilent(dropped.how) || (function.mustThrow && mayThrowAtOnce(dropped, *function.unit)))
      continue;
    FindingBuilder finding = reporter.report(dropped.value->getSourceRange(), message(dropped));
    // Whoever designed a future that may be dropped without a warning meant that to be common.
    if (dropped.type->drop == Drop::LosesError && !dropped.noDiscard)
      finding.tier(Tier::Strict);
    if (const auto fix = awaitFix(function, *dropped.value, *dropped.type, dropped.canAwait))
      finding.fix(*fix);
    if (const auto fix = spawnFix(function, *dropped.value, *dropped.type, dropped.canAwait))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a task, future or other awaitable is made and thrown away",
    .checkFunction = check,
};

} // namespace corolint
