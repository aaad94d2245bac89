#include "engine/Rule.h"

#include "engine/Fixes.h"
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

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const KnownCall &call : function.calls) {
    if (call.role.entry->role != Role::ExternalWait || !call.isAwaited || call.hasTimeout)
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
