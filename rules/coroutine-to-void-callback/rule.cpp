#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"

#include <clang/AST/ExprCXX.h>

namespace corolint {

static clang::SourceRange placeOf(const clang::Expr &callable) {
  const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&callable);
  return lambda ? headOf(*lambda) : callable.getSourceRange();
}

/// '[callable = refresh](auto &&...arguments) { aio::create_task(callable(...)); }', where the library's way to start a
/// task needs no coroutine around it. A closure that has captured something would have to outlive the task.
static std::optional<Fix> startFix(const DroppingSink &sink, const FunctionFacts &function) {
  const LibraryData *library = sink.result->library;
  const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(sink.callable);
  if (!library || !library->spawn || llvm::StringRef(library->spawn->text).contains("co_await") || sink.onThread ||
      (lambda && lambda->capture_size() > 0) || !isWritable(function, sink.callable->getSourceRange()))
    return std::nullopt;
  const Places &places = function.unit->places;
  const auto [before, after] = llvm::StringRef(library->spawn->text).split("$1");
  Fix fix{"start each task in the background",
          /*safe=*/false,
          {{places.before(sink.callable->getBeginLoc()), "[callable = "},
           {places.after(sink.callable->getEndLoc()),
            ("](auto &&...arguments) mutable { " + before +
             "callable(std::forward<decltype(arguments)>(arguments)...)" + after + "; }")
                .str()}}};
  addInclude(*function.unit, library->spawn->include, fix);
  return fix;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppingSink &sink : function.sinks) {
    const char *outcome = sink.result->drop == Drop::NeverRuns ? "so the coroutine never runs"
                                                               : "so nobody waits for it or sees its error";
    FindingBuilder finding = reporter.report(
        placeOf(*sink.callable),
        llvm::formatv("'{0}' throws away the task that this callable returns, {1}", sink.sink, outcome).str());
    if (const auto fix = startFix(sink, function))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine is given to something that throws its task away",
    .checkFunction = check,
};

} // namespace corolint
