#include "engine/Rule.h"

#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "flow/Trials.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

/// The promise or future that a call completes, if it has a name; null for other events.
static const clang::ValueDecl *completedBy(const Event &event, AsyncModel &model) {
  const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
  if (!callee || !model.role(*callee, Role::Completes))
    return nullptr;
  const clang::Expr *object = objectOf(*event.stmt);
  const Root root = object ? rootOf(*object) : Root();
  return root.throughCall || root.throughPointer ? nullptr : root.place;
}

/// The completion that every way from `start` leads to; null where some way leads to none.
static const clang::Stmt *nextOnAllWays(const clang::ValueDecl &place, Position start, const FlowGraph &graph,
                                        AsyncModel &model) {
  const clang::Stmt *next = nullptr;
  bool isSure = true;
  Exploration exploration(graph, /*followExceptions=*/false);
  exploration.from(
      start, 0,
      [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        if (completedBy(event, model) == &place) {
          next = next ? next : event.stmt;
          return std::nullopt;
        }
        // Another promise from here on, or one that others may look at before.
        const bool isOther = event.place == &place && event.kind != Event::Kind::Use;
        const bool isGone = event.place == &place && event.kind == Event::Kind::Use && event.access != Access::Method;
        isSure &= !isOther && !isGone;
        return isSure ? std::optional(state) : std::nullopt;
      },
      [&](unsigned, bool) { isSure = false; });
  return isSure ? next : nullptr;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  const bool completes =
      llvm::any_of(function.calls, [](const KnownCall &call) { return call.role.entry->role == Role::Completes; });
  const bool isLookedAt = completes && function.function && !function.mustThrow;
  const FlowGraph *graph = isLookedAt ? function.unit->summaries.flow(*function.function) : nullptr;
  if (!graph)
    return;
  graph->forEach([&](const Event &event, Position position) {
    const clang::ValueDecl *place = completedBy(event, model);
    if (!place)
      return;
    position.index += 1;
    const clang::Stmt *second = nextOnAllWays(*place, position, *graph, model);
    if (!second || second == event.stmt ||
        isTriedByMacro(*second, graph->tree(), function.unit->ast.getSourceManager()))
      return;
    const std::string name = place->getNameAsString();
    reporter
        .report(second->getSourceRange(), llvm::formatv("'{0}' has its result already when this gives it another one, "
                                                        "which throws or ends the program; return after the first, or "
                                                        "choose one of them",
                                                        name)
                                              .str())
        .step(event.stmt->getSourceRange(), "'" + name + "' gets its result here first");
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a promise or future is given a result twice",
    .checkFunction = check,
};

} // namespace corolint
