#include "engine/Rule.h"

#include "flow/Access.h"
#include "flow/Consumption.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Trials.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {

struct Taking {
  const Event *event;
  Position position;
};

} // namespace

/// Whether a value of `type` has one result for one consumer. Other awaitables, such as timers, events and queues, may
/// be awaited again and again.
static bool isSingleConsumer(const AsyncType &type) {
  return type.singleConsumer && !type.yields &&
         (type.coroutine || type.drop == Drop::LosesError || type.drop == Drop::Blocks);
}

static const clang::CoawaitExpr *awaitOf(const Event &use, const WrittenTree &tree) {
  const Fate fate = fateOf(*use.expr(), tree);
  return fate.kind == Fate::Kind::Awaited ? llvm::dyn_cast<clang::CoawaitExpr>(fate.by) : nullptr;
}

/// Whether a member function is called on it that gives other work for it, or its result: 'f.then(...)', 'f.get()'.
static bool givesItsResult(const Event &use, const WrittenTree &tree, AsyncModel &model) {
  const Fate fate = fateOf(*use.expr(), tree);
  if (fate.kind != Fate::Kind::Receiver)
    return false;
  const clang::FunctionDecl *callee = calleeOf(*fate.by);
  const AsyncType &result = model.type(fate.call()->getType());
  return (callee && model.role(*callee, Role::Consumes)) || result.awaitable || result.drop == Drop::LosesError;
}

/// Whether the use takes the result out for sure, rather than lend the task to somebody.
static bool takesResult(const Event &use, const FlowGraph &graph, AsyncModel &model) {
  if (use.kind != Event::Kind::Use || !use.whole || consumptionOf(use, graph, model) != Consumption::Consumes)
    return false;
  if (use.access == Access::Method)
    return true;
  const clang::CoawaitExpr *await = awaitOf(use, graph.tree());
  const clang::Stmt *above = graph.tree().above(*use.stmt).stmt;
  const bool isMoved = above && isCastToRValue(*above);
  if (!await) // 'std::move(f).discard_result()' takes it too
    return isMoved && givesItsResult(use, graph.tree(), model);
  return isMoved || (!await->isLValue() && !keepsResultOfLvalues(use.place->getType()));
}

/// 'return std::move(f)' hands on what there is nothing left of.
static bool isReturned(const Event &use, const WrittenTree &tree) {
  return use.kind == Event::Kind::Use && use.access == Access::Move &&
         fateOf(*use.expr(), tree).kind == Fate::Kind::Returned;
}

/// The next use of the place that takes its result, on some way from `first` on which it gets no other.
static const Event *takenAgain(const Taking &first, const FlowGraph &graph, AsyncModel &model) {
  const clang::ValueDecl *place = first.event->place;
  const auto isTakenAgain = [&](const Event &event) {
    return event.place == place && (takesResult(event, graph, model) || isReturned(event, graph.tree()));
  };
  return reach(graph, {first.position.block, first.position.index + 1}, isTakenAgain, [&](const Event &event) {
    if (event.place != place || isTakenAgain(event))
      return false;
    if (event.kind != Event::Kind::Use)
      return true;
    const Consumption how = consumptionOf(event, graph, model);
    return how == Consumption::Assigns || how == Consumption::HandsOver ||
           (how == Consumption::Consumes && event.access == Access::Move);
  });
}

static const clang::Stmt *loopAround(const clang::Stmt &stmt, const WrittenTree &tree) {
  for (const clang::Stmt *up = tree.parent(stmt); up; up = tree.parent(*up))
    if (llvm::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(up))
      return up;
  return nullptr;
}

/// Whether `condition` can only be true when `part`, an expression in it, has been evaluated.
static bool isNeededFor(const clang::Stmt &part, const clang::Stmt &condition, const WrittenTree &tree) {
  bool needsTruth = false; // of what has been passed on the way up
  const clang::Stmt *below = &part;
  for (const clang::Stmt *up = tree.parent(part); below != &condition && up; below = up, up = tree.parent(*up)) {
    const auto *logical = llvm::dyn_cast<clang::BinaryOperator>(up);
    const bool isRight = logical && logical->isLogicalOp() && logical->getRHS() == below;
    if (llvm::isa<clang::AbstractConditionalOperator>(up) || (isRight && logical->getOpcode() == clang::BO_LOr))
      return false;
    const bool keepsTruth = isTransparent(*up) || (logical && logical->getOpcode() == clang::BO_LAnd);
    if (needsTruth && !keepsTruth)
      return false;
    needsTruth |= isRight;
  }
  return below == &condition;
}

/// Whether `first` is in the condition of a branch that `second` is in: 'if (f.failed() && log(f.get_exception()))
/// ...'. Clang's graph joins the ways behind such a condition to destroy its temporaries, and forgets which was taken.
static bool isInConditionOf(const clang::Stmt &second, const clang::Stmt &first, const WrittenTree &tree) {
  for (const auto *branch = tree.enclosing<clang::IfStmt>(second); branch;
       branch = tree.enclosing<clang::IfStmt>(*branch)) {
    const clang::Stmt *condition = branch->getCond();
    if (tree.isInside(second, *branch->getThen()) && tree.isInside(first, *condition) &&
        isNeededFor(first, *condition, tree))
      return true;
  }
  return false;
}

/// Whether whoever gets to `second` has come by `first`. Otherwise a condition may say that only one of them happens.
static bool isCertain(const Event &first, const Event &second, const FlowGraph &graph) {
  if (&first != &second && isInConditionOf(*second.stmt, *first.stmt, graph.tree()))
    return true;
  if (&first != &second)
    return !reach(
        graph, graph.begin(), [&](const Event &event) { return &event == &second; },
        [&](const Event &event) { return &event == &first; });
  const clang::Stmt *loop = loopAround(*first.stmt, graph.tree());
  const auto *branch = graph.tree().enclosing<clang::IfStmt>(*first.stmt);
  return loop && (!branch || !graph.tree().isInside(*branch, *loop));
}

static void report(const Event &first, const Event &second, const FlowGraph &graph, Reporter &reporter) {
  const std::string name = second.place->getNameAsString();
  const bool awaits = second.access != Access::Method;
  const bool isLoop = &first == &second;
  FindingBuilder finding =
      reporter.report(second.stmt->getSourceRange(),
                      llvm::formatv("'{0}' is {1} again{2}, but {3}; keep the result in a variable", name,
                                    awaits ? "awaited" : "consumed", isLoop ? " in the next turn of the loop" : "",
                                    awaits ? "its result has been taken out by the first await"
                                           : "its result or error has been taken out before")
                          .str());
  if (!isLoop)
    finding.step(first.stmt->getSourceRange(), "'" + name + "' is consumed here");
  if (!isCertain(first, second, graph))
    finding.tier(Tier::Strict);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.mustThrow ? nullptr : function.flow();
  if (!graph)
    return;
  AsyncModel &model = function.unit->model;
  const clang::SourceManager &sources = function.unit->ast.getSourceManager();
  std::vector<Taking> takings;
  graph->forEach([&](const Event &event, Position position) {
    if (llvm::isa_and_nonnull<clang::VarDecl>(event.place) && event.kind == Event::Kind::Use &&
        isSingleConsumer(model.type(event.place->getType())) && takesResult(event, *graph, model))
      takings.push_back({&event, position});
  });
  llvm::DenseSet<const Event *> told;
  for (const Taking &first : takings)
    if (const Event *second = takenAgain(first, *graph, model);
        second && !isTriedByMacro(*second->stmt, graph->tree(), sources) && told.insert(second).second)
      report(*first.event, *second, *graph, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a task or future with one result is awaited or consumed twice",
    .checkFunction = check,
};

} // namespace corolint
