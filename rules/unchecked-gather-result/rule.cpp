#include "engine/Rule.h"

#include "flow/Consumption.h"
#include "flow/Fate.h"
#include "flow/Roots.h"

namespace corolint {

/// Whether `variable` holds what a function that gathers has returned.
static bool isGathered(const clang::ValueDecl *place, const WrittenTree &tree, AsyncModel &model) {
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(place);
  if (!variable || !variable->getInit())
    return false;
  return llvm::any_of(tree.every<clang::CallExpr>(), [&](const clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && model.role(*callee, Role::Gathers) && tree.isInside(*call, *variable->getInit());
  });
}

/// Whether some use of `variable` asks the future about itself.
static bool isAsked(const clang::VarDecl &variable, const FlowGraph &graph, AsyncModel &model) {
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    found |= event.kind == Event::Kind::Use && event.place == &variable &&
             consumptionOf(event, graph, model) == Consumption::Looks;
  });
  return found;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  const WrittenTree &tree = graph->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *loop : tree.every<clang::CXXForRangeStmt>()) {
    const clang::VarDecl *one = loop->getLoopVariable();
    if (!one || model.type(one->getType()).drop != Drop::LosesError || isAsked(*one, *graph, model))
      continue;
    const bool gathered = isGathered(rootOf(*loop->getRangeInit()).place, tree, model);
    graph->forEach([&](const Event &event, Position) {
      if (event.kind != Event::Kind::Use || event.place != one || event.access != Access::Method ||
          consumptionOf(event, *graph, model) != Consumption::Consumes || tree.isTried(*event.stmt))
        return;
      const Fate fate = fateOf(*event.expr(), tree);
      reporter
          .report(fate.by->getSourceRange(),
                  "the first of these futures that has failed throws here, and the errors of "
                  "the others are lost; ask each whether it has failed first")
          .tier(gathered ? Tier::Default : Tier::Strict);
    });
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "gathered results are taken without looking at their errors",
    .checkFunction = check,
};

} // namespace corolint
