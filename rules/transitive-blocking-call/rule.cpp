#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Chains.h"
#include "model/QualifiedName.h"

namespace corolint {

/// Files are usually quick. A socket that coroutines use through other functions is mostly in non-blocking mode, and a
/// future that they hand on mostly done.
static Tier tierOf(const KnownCall &call) {
  const BlockKind kind = call.role.entry->kind;
  if (kind == BlockKind::Future || kind == BlockKind::Socket)
    return Tier::Hint;
  return kind == BlockKind::File || call.role.entry->strict ? Tier::Strict : Tier::Default;
}

static bool blocks(const KnownCall &call) {
  const BlockKind kind = call.role.entry->kind;
  return call.role.entry->role == Role::Blocks && kind != BlockKind::Lock && kind != BlockKind::Cpu && !call.onlyOnce;
}

/// Whether `stmt` holds the processor's pause instruction, or calls a function that is nothing more.
static bool pauses(const clang::Stmt *stmt, bool isCallee = false) {
  if (!stmt)
    return false;
  if (llvm::isa<clang::AsmStmt>(stmt))
    return true;
  const auto *call = llvm::dyn_cast<clang::CallExpr>(stmt);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (callee && !isCallee && pauses(callee->getBody(), /*isCallee=*/true))
    return true;
  return llvm::any_of(stmt->children(), [&](const clang::Stmt *child) { return pauses(child, isCallee); });
}

/// 'if (spins < limit) pause(); else sleep();' backs off for a moment from what another thread is about to finish.
static bool backsOff(const KnownCall &call, const FunctionFacts &around) {
  return call.role.entry->kind == BlockKind::Sleep && around.function && pauses(around.function->getBody());
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
    return Chains(unit, [tier](const KnownCall &call, const FunctionFacts &around) {
      return blocks(call) && tierOf(call) == tier && !backsOff(call, around);
    });
  };
  const Chains sure = ofTier(Tier::Default), unsure = ofTier(Tier::Strict), rare = ofTier(Tier::Hint);
  for (const FunctionFacts &function : unit.functions)
    for (const PlainCall &call : function.plainCalls) {
      if (!isOnLoop(call.runs))
        continue;
      if (const auto chain = sure.from(*call.callee))
        report(call, *chain, Tier::Default, reporter);
      else if (const auto chain = unsure.from(*call.callee))
        report(call, *chain, Tier::Strict, reporter);
      else if (const auto chain = rare.from(*call.callee))
        report(call, *chain, Tier::Hint, reporter);
    }
}

static void summarize(const FunctionFacts &function, std::vector<DeedSummary> &deeds) {
  for (const KnownCall &call : function.calls)
    if (call.runs == Runs::Unknown && blocks(call) && !backsOff(call, function))
      deeds.push_back({.name = nameOf(*call.callee),
                       .deed = deedOf(call.role.entry->kind).str(),
                       .remedy = call.role.entry->remedy,
                       .tier = static_cast<unsigned>(tierOf(call)),
                       .span = function.unit->places.span(call.expr->getSourceRange())});
}

static ProgramFinding finding(const FunctionSummary &function, const CallSummary &call,
                              const ProgramChains::Chain &chain) {
  const DeedSummary &deed = *chain.deed;
  return {call.span,
          llvm::formatv("{0} blocks {1}, so no other task runs meanwhile: it calls {2}, which {3}{4}{5}", call.name,
                        threadOf(call.inCallback ? Runs::OnLoop : Runs::Coroutine), describe(chain), deed.deed,
                        deed.remedy.empty() ? "" : "; ", deed.remedy)
              .str(),
          stepsOf(chain), function.symbol, static_cast<Tier>(deed.tier)};
}

/// The same through other units, where the whole program is known: of several chains the surest.
static void checkProgram(const Program &program, ProgramReporter &reporter) {
  std::vector<ProgramChains> byTier;
  for (const Tier tier : {Tier::Default, Tier::Strict, Tier::Hint})
    byTier.emplace_back(program, reporter.rule(), static_cast<unsigned>(tier));
  for (const FunctionSummary &function : program.functions())
    for (const CallSummary &call : function.calls) {
      std::optional<ProgramChains::Chain> chain;
      for (const ProgramChains &chains : byTier)
        if (call.onLoop && !chain)
          chain = chains.from(call);
      if (chain)
        reporter.report(finding(function, call, *chain));
    }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine calls functions that hold its thread until something outside has happened",
    .checkUnit = check,
    .summarize = summarize,
    .checkProgram = checkProgram,
};

} // namespace corolint
