#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "model/QualifiedName.h"

namespace corolint {

/// Other rules speak of these.
static bool isOthers(BlockKind kind) {
  return kind == BlockKind::Future || kind == BlockKind::Lock || kind == BlockKind::Cpu;
}

/// The argument of a thread's sleep as a std::chrono duration.
static std::optional<std::string> sleepDuration(const KnownCall &call, const Places &places) {
  const auto *expr = llvm::dyn_cast<clang::CallExpr>(call.expr);
  const std::string &form = call.role.entry->duration;
  if (!expr || form.empty() || expr->getNumArgs() == 0 || !places.isEditable(expr->getArg(0)->getSourceRange()))
    return std::nullopt;
  return fillIn(form, {places.text(expr->getArg(0)->getSourceRange())});
}

static std::optional<Fix> timerFix(const FunctionFacts &function, const KnownCall &call) {
  const LibraryData *library = libraryOf(function);
  if (!library || !library->sleep || !call.canAwait)
    return std::nullopt;
  const std::optional<std::string> duration = sleepDuration(call, function.unit->places);
  if (!duration)
    return std::nullopt;
  auto fix = snippetFix(function, *call.expr, *library->sleep, {*duration}, "await the library's timer");
  if (fix)
    fix->safe = true;
  return fix;
}

static std::string message(const FunctionFacts &function, const KnownCall &call) {
  const LibraryData *library = libraryOf(function);
  std::string wayOut = call.role.entry->remedy;
  const bool isThreadsSleep = !call.role.entry->duration.empty();
  if (isThreadsSleep && library && library->sleep)
    wayOut = "use '" + fillIn(library->sleep->text, {"..."}) + "'";
  return llvm::formatv("'{0}' {1} and blocks {2}, so no other task runs meanwhile{3}{4}", qualifiedName(*call.callee),
                       deedOf(call.role.entry->kind), threadOf(call.runs), wayOut.empty() ? "" : "; ", wayOut)
      .str();
}

/// Whether the function is the library's timer itself, which is not advised to await itself.
static bool isTimer(const FunctionFacts &function) {
  return function.function && function.unit->model.role(*function.function, Role::Sleeps);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (isTimer(function))
    return;
  for (const KnownCall &call : function.calls) {
    if (call.role.entry->role != Role::Blocks || isOthers(call.role.entry->kind) || !isOnLoop(call.runs))
      continue;
    FindingBuilder finding = reporter.report(call.expr->getSourceRange(), message(function, call));
    if (call.role.entry->strict)
      finding.tier(Tier::Strict);
    if (const auto fix = timerFix(function, call))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a call in a coroutine holds its thread until something outside has happened",
    .checkFunction = check,
};

} // namespace corolint
