#include "engine/Rule.h"

#include "facts/Awaiters.h"
#include "flow/Explore.h"
#include "flow/Fate.h"

namespace corolint {

namespace {
enum State : unsigned { Untouched, Kept };
} // namespace

/// Whether the coroutine stays suspended when `await_suspend` is left with this: 'return;', 'return true;'. What is
/// computed may be right.
static bool staysSuspended(const clang::Stmt &stmt, const clang::FunctionDecl &function) {
  if (function.getReturnType()->isVoidType())
    return true;
  const auto *result = llvm::dyn_cast<clang::ReturnStmt>(&stmt);
  const clang::Expr *value = result ? result->getRetValue() : nullptr;
  const auto *literal = value ? llvm::dyn_cast<clang::CXXBoolLiteralExpr>(value->IgnoreParenImpCasts()) : nullptr;
  return literal && literal->getValue();
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const clang::ParmVarDecl *handle = suspendedHandle(function);
  const FlowGraph *graph = handle ? function.flow() : nullptr;
  if (!graph)
    return;
  const auto uses = [&](const Event &event) { return event.kind == Event::Kind::Use && event.place == handle; };
  // Whoever never looks at the handle leaves it to others who have it: the owner of a generator.
  if (!reach(*graph, graph->begin(), uses))
    return;
  const clang::Stmt *lost = nullptr;
  bool offEnd = false;
  Exploration exploration(*graph);
  exploration.from(
      graph->begin(), Untouched,
      [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        if (uses(event))
          return std::nullopt;
        if (event.kind != Event::Kind::Return)
          return state;
        if (!lost && staysSuspended(*event.stmt, *function.function))
          lost = event.stmt;
        return std::nullopt;
      },
      [&](unsigned, bool byException) { offEnd |= !byException; });
  if (!lost && !(offEnd && function.function->getReturnType()->isVoidType()))
    return;
  const clang::SourceLocation end = function.function->getBody()->getEndLoc();
  reporter.report(
      lost ? lost->getSourceRange() : clang::SourceRange(end, end),
      llvm::formatv("on a way that ends here nobody gets the handle '{0}', so the coroutine is never resumed "
                    "and hangs; store it, pass it on, or return 'false' to go on",
                    handle->getName())
          .str());
}

const Rule rules::COROLINT_RULE = {
    .summary = "await_suspend keeps a coroutine suspended that nobody can resume",
    .checkFunction = check,
};

} // namespace corolint
