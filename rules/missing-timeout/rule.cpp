#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

namespace corolint {

static const OptionInfo seconds = {"seconds", "number", "30", "the limit that the fix writes, in seconds"};

static std::optional<Fix> wrapFix(const FunctionFacts &function, const KnownCall &call, const Reporter &reporter) {
  const LibraryData *library = libraryOf(function);
  if (!library || !library->timeout || !function.unit->places.isEditable(call.expr->getSourceRange()))
    return std::nullopt;
  const std::string limit = "std::chrono::seconds(" + reporter.option(seconds) + ")";
  return snippetFix(function, *call.expr, *library->timeout,
                    {function.unit->places.text(call.expr->getSourceRange()), limit}, "bound it by a timeout");
}

static constexpr unsigned maxCallers = 8; // Longer chains of callers are taken for unbounded.

/// Whether each call of `function` that the unit shows, and there is one, stands in a timeout or in a function of which
/// the same is true.
static bool isBoundedByCallers(const FunctionFacts &function, unsigned depth = 0) {
  bool isCalled = false;
  if (!function.function || depth == maxCallers)
    return false;
  for (const FunctionFacts &caller : function.unit->functions)
    for (const PlainCall &call : caller.plainCalls)
      if (call.callee->getCanonicalDecl() == function.function->getCanonicalDecl()) {
        isCalled = true;
        if (!call.hasTimeout && !isBoundedByCallers(caller, depth + 1))
          return false;
      }
  return isCalled;
}

/// Whether the body of the function that is awaited, if the unit shows it, bounds what it waits for.
static bool isBoundedInside(const KnownCall &call, const UnitFacts &unit) {
  const FunctionFacts *body = bodyOf(*call.callee, unit);
  return body && llvm::any_of(body->calls, [](const KnownCall &inner) { return inner.hasTimeout; });
}

/// Whether `function` is a lambda that is handed to a function of which nothing is known but that it runs it: that
/// function may bound it, and has the clock.
static bool isCallback(const FunctionFacts &function, AsyncModel &model) {
  const FlowGraph *around = function.enclosing ? function.enclosing->flow() : nullptr;
  if (!around)
    return false;
  for (const auto *lambda : around->tree().every<clang::LambdaExpr>()) {
    if (lambda->getCallOperator() != function.function)
      continue;
    Fate fate = fateOf(*lambda, around->tree());
    while (fate.kind == Fate::Kind::Argument && llvm::isa<clang::CXXConstructExpr>(fate.by))
      fate = fateOf(*fate.call(), around->tree());
    const clang::FunctionDecl *taker = fate.kind == Fate::Kind::Argument ? calleeOf(*fate.by) : nullptr;
    return taker && model.roles(*taker).empty();
  }
  return false;
}

static bool isUnbounded(const KnownCall &call, const FunctionFacts &function) {
  return call.role.entry->role == Role::ExternalWait && call.isAwaited && !call.hasTimeout &&
         !isBoundedInside(call, *function.unit) && !isCallback(function, function.unit->model) &&
         !isBoundedByCallers(function);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const KnownCall &call : function.calls) {
    if (!isUnbounded(call, function))
      continue;
    const std::string &remedy = call.role.entry->remedy;
    FindingBuilder finding = reporter.report(
        call.expr->getSourceRange(), llvm::formatv("'{0}' may wait for ever: no timeout bounds this await{1}{2}",
                                                   qualifiedName(*call.callee), remedy.empty() ? "" : "; ", remedy)
                                         .str());
    if (const auto fix = wrapFix(function, call, reporter))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "an await on the outside world has no limit in time",
    .tier = Tier::Strict,
    .options = {seconds},
    .checkFunction = check,
};

} // namespace corolint
