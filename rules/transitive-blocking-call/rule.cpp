#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Chains.h"
#include "model/QualifiedName.h"

namespace corolint {

/// Files are usually quick, and whether a future is done is seen where it is waited for.
static Tier tierOf(const KnownCall &call) {
  const BlockKind kind = call.role.entry->kind;
  const bool isUnsure = kind == BlockKind::File || kind == BlockKind::Future || call.role.entry->strict;
  return isUnsure ? Tier::Strict : Tier::Default;
}

static bool blocks(const KnownCall &call) {
  const BlockKind kind = call.role.entry->kind;
  return call.role.entry->role == Role::Blocks && kind != BlockKind::Lock && kind != BlockKind::Cpu && !call.onlyOnce;
}

static void report(const PlainCall &call, llvm::ArrayRef<Chains::Link> chain, Tier tier, Reporter &reporter) {
  const FunctionEntry &entry = *chain.back().known->role.entry;
  FindingBuilder finding =
      reporter.report(call.expr->getSourceRange(),
                      llvm::formatv("{0} blocks {1}, so no other task runs meanwhile: it calls {2}, which {3}{4}{5}",
                                    describe(call.callee), threadOf(call.runs), describeChain(chain),
                                    deedOf(entry.kind), entry.remedy.empty() ? "" : "; ", entry.remedy)
                          .str());
  finding.tier(tier);
  for (const Chains::Link &link : chain)
    finding.step(link.expr()->getSourceRange(), describeChain(link) + " is called here");
}

static void check(const UnitFacts &unit, Reporter &reporter) {
  const auto ofTier = [&](Tier tier) {
    return Chains(
        unit, [tier](const KnownCall &call, const FunctionFacts &) { return blocks(call) && tierOf(call) == tier; });
  };
  const Chains sure = ofTier(Tier::Default), unsure = ofTier(Tier::Strict);
  for (const FunctionFacts &function : unit.functions)
    for (const PlainCall &call : function.plainCalls) {
      if (!isOnLoop(call.runs))
        continue;
      if (const auto chain = sure.from(*call.callee))
        report(call, *chain, Tier::Default, reporter);
      else if (const auto chain = unsure.from(*call.callee))
        report(call, *chain, Tier::Strict, reporter);
    }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine calls functions that hold its thread until something outside has happened",
    .checkUnit = check,
};

} // namespace corolint
