#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/LockTypes.h"
#include "model/QualifiedName.h"

#include <llvm/ADT/MapVector.h>

namespace corolint {

namespace {

enum State : unsigned { Free, Held };

/// Long work that is done under a lock.
struct LongHold {
  const clang::Expr *work;
  const KnownCall *call;
};

} // namespace

/// The lock that a call takes: what a guard is made for, or what 'lock()' is called on.
static const clang::ValueDecl *lockOf(const clang::Expr &call) {
  const auto arguments = argumentsOf(call);
  const clang::Expr *object = llvm::isa<clang::CXXConstructExpr>(call) || !objectOf(call)
                                  ? (arguments.empty() ? nullptr : arguments.front())
                                  : objectOf(call);
  return object ? rootOf(*object).place : nullptr;
}

static bool takesLock(const KnownCall &call) {
  return call.role.entry->role == Role::Blocks && call.role.entry->kind == BlockKind::Lock;
}

/// Whether a call keeps its thread for long, other than for a lock. A condition variable lets go of the lock.
static bool takesLong(const KnownCall &call) {
  const BlockKind kind = call.role.entry->kind;
  return call.role.entry->role == Role::Blocks && kind != BlockKind::Lock && kind != BlockKind::Wait;
}

/// The first long work that a body does while a guard that it makes for `lock` is alive.
static std::optional<LongHold> longHoldIn(const FunctionFacts &function, const KnownCall &taking,
                                          const FlowGraph &graph) {
  const Fate fate = fateOf(*taking.expr, graph.tree());
  const clang::VarDecl *guard = fate.variable;
  if (!guard)
    return std::nullopt;
  std::optional<LongHold> found;
  Exploration exploration(graph);
  exploration.from(graph.begin(), Free, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
    if (found)
      return std::nullopt;
    if (event.place == guard && event.kind == Event::Kind::Begin)
      return Held;
    if (event.place == guard && (event.kind == Event::Kind::End || event.kind == Event::Kind::Use))
      return Free; // ended, or unlocked by hand
    if (event.kind == Event::Kind::Call && state == Held)
      for (const KnownCall &call : function.calls)
        if (call.expr == event.stmt && takesLong(call))
          found = LongHold{event.expr(), &call};
    return state;
  });
  return found;
}

using LongHolds = llvm::MapVector<const clang::ValueDecl *, LongHold>;

static LongHolds longHolds(const UnitFacts &unit) {
  LongHolds holds;
  for (const FunctionFacts &function : unit.functions)
    for (const KnownCall &call : function.calls) {
      const clang::ValueDecl *lock = takesLock(call) && function.function ? lockOf(*call.expr) : nullptr;
      const FlowGraph *graph = lock ? unit.summaries.flow(*function.function) : nullptr;
      if (graph && !holds.contains(lock))
        if (const auto hold = longHoldIn(function, call, *graph))
          holds.insert({lock, *hold});
    }
  return holds;
}

static void check(const UnitFacts &unit, Reporter &reporter) {
  const bool locks = llvm::any_of(unit.functions, [](const FunctionFacts &function) {
    return llvm::any_of(function.calls, [](const KnownCall &call) { return takesLock(call) && isOnLoop(call.runs); });
  });
  if (!locks)
    return;
  const LongHolds holds = longHolds(unit);
  for (const FunctionFacts &function : unit.functions)
    for (const KnownCall &call : function.calls) {
      const auto hold = takesLock(call) && isOnLoop(call.runs) ? holds.find(lockOf(*call.expr)) : holds.end();
      if (hold == holds.end())
        continue;
      const std::string name = hold->first->getNameAsString();
      reporter
          .report(
              call.expr->getSourceRange(),
              llvm::formatv("'{0}' may be held for long elsewhere, where '{1}' {2} under it; until then this blocks "
                            "{3}; {4}, or shorten that section",
                            name, qualifiedName(*hold->second.call->callee),
                            deedOf(hold->second.call->role.entry->kind), threadOf(call.runs), call.role.entry->remedy)
                  .str())
          .step(hold->second.work->getSourceRange(), "'" + name + "' is held here");
    }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine takes a thread's lock that is held elsewhere across long work",
    .tier = Tier::Strict,
    .checkUnit = check,
};

} // namespace corolint
