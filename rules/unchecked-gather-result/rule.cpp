#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Consumption.h"
#include "flow/Fate.h"
#include "flow/Roots.h"

#include <clang/AST/DeclTemplate.h>

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

/// Whether values of `type` hold futures: 'std::tuple<future<int>, future<>>'.
static bool holdsFutures(clang::QualType type, AsyncModel &model) {
  const auto *record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record)
    return false;
  const auto isFuture = [&](const clang::TemplateArgument &argument) {
    return argument.getKind() == clang::TemplateArgument::Type &&
           model.type(argument.getAsType()).drop == Drop::LosesError;
  };
  return llvm::any_of(record->getTemplateArgs().asArray(), [&](const clang::TemplateArgument &argument) {
    return argument.getKind() == clang::TemplateArgument::Pack ? llvm::any_of(argument.pack_elements(), isFuture)
                                                               : isFuture(argument);
  });
}

/// Whether the value of `gathered` goes no further: 'when_all(...).discard_result()', 'co_await when_all(...);'.
static bool isThrownAway(const clang::CallExpr &gathered, const WrittenTree &tree) {
  const Fate fate = fateOf(gathered, tree);
  if (fate.kind == Fate::Kind::Awaited)
    return fateOf(*fate.call(), tree).kind == Fate::Kind::Dropped;
  if (fate.kind != Fate::Kind::Receiver || !argumentsOf(*fate.by).empty())
    return false;
  const auto *result =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(fate.call()->getType()->getAsCXXRecordDecl());
  return result && result->getTemplateArgs().size() > 0 &&
         result->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type &&
         result->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// The futures that a gathering gives back are thrown away with the errors in them.
static void checkThrownAway(const FunctionFacts &function, const FlowGraph &graph, Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  for (const auto *call : graph.tree().every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    const auto *gathered =
        llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(call->getType()->getAsCXXRecordDecl());
    if (!callee || !gathered || !model.role(*callee, Role::Gathers) || gathered->getTemplateArgs().size() == 0 ||
        gathered->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type ||
        !holdsFutures(gathered->getTemplateArgs()[0].getAsType(), model) || !isThrownAway(*call, graph.tree()))
      continue;
    reporter.report(call->getSourceRange(),
                    "the futures that " + describe(callee) +
                        " gives back are thrown away, and with them the errors of those that have failed; use what "
                        "fails when one of them does, or look at each");
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  checkThrownAway(function, *graph, reporter);
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
