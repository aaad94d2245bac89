#include "engine/Rule.h"

#include "flow/Consumption.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

namespace corolint {

namespace {

/// A future that a body owns, or a part of a result that it owns.
struct OwnedFuture {
  const clang::VarDecl *variable;
  Position begun;
  bool isPart;
};

struct Ways {
  bool isConsumed = false;             // on some way
  bool isLost = false;                 // on some way, on which it may have failed
  bool isAsked = false;                // a condition tells whether it has failed
  const clang::Stmt *leftBy = nullptr; // the return on a way on which it is lost
};

} // namespace

static bool losesError(clang::QualType type, AsyncModel &model) { return model.type(type).drop == Drop::LosesError; }

/// What an await gives has ended: 'auto f = co_await as_future(save());'.
static bool isResultOfAwait(const clang::VarDecl &variable) {
  const clang::Expr *init = variable.getInit();
  return init && llvm::isa<clang::CoawaitExpr>(init->IgnoreUnlessSpelledInSource());
}

/// Parameters by value, results of awaits, and references to the parts of one: 'auto &first = std::get<0>(results);'.
static std::vector<OwnedFuture> ownedFutures(const FlowGraph &graph, AsyncModel &model) {
  std::vector<OwnedFuture> futures;
  for (const clang::ParmVarDecl *parameter : graph.function().parameters())
    if (!parameter->getType()->isReferenceType() && losesError(parameter->getType(), model))
      futures.push_back({parameter, graph.begin(), false});
  graph.forEach([&](const Event &event, Position position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    if (!variable || !variable->getInit() || !losesError(variable->getType(), model))
      return;
    if (!variable->getType()->isReferenceType()) {
      if (variable->hasLocalStorage() && isResultOfAwait(*variable))
        futures.push_back({variable, {position.block, position.index + 1}, false});
      return;
    }
    const auto *call = llvm::dyn_cast<clang::CallExpr>(variable->getInit()->IgnoreUnlessSpelledInSource());
    const auto *whole = call && call->getNumArgs() == 1
                            ? llvm::dyn_cast_or_null<clang::VarDecl>(rootOf(*call->getArg(0)).place)
                            : nullptr;
    if (whole && whole->hasLocalStorage() && !whole->getType()->isReferenceType())
      futures.push_back({variable, {position.block, position.index + 1}, true});
  });
  return futures;
}

/// Whether a condition asks the future something: then one side may well be the one on which nothing is to be taken.
static bool isAskedFor(const clang::VarDecl &variable, const FlowGraph &graph) {
  const WrittenTree &tree = graph.tree();
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != &variable || event.access != Access::Method)
      return;
    const auto *branch = tree.enclosing<clang::IfStmt>(*event.stmt);
    const auto *choice = tree.enclosing<clang::ConditionalOperator>(*event.stmt);
    found |= (branch && tree.isInside(*event.stmt, *branch->getCond())) ||
             (choice && tree.isInside(*event.stmt, *choice->getCond()));
  });
  return found;
}

/// 'assert(!future.failed())': then there is no error.
static bool isAssertedFor(const clang::VarDecl &variable, const FlowGraph &graph) {
  const WrittenTree &tree = graph.tree();
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != &variable || event.access != Access::Method)
      return;
    const auto *negation = tree.enclosing<clang::UnaryOperator>(*event.stmt);
    found |=
        negation && negation->getOpcode() == clang::UO_LNot && fateOf(*negation, tree).kind == Fate::Kind::Argument;
  });
  return found;
}

/// Which way out of `condition` the future takes that has failed: that is what 'f.failed()' and '!f.failed()' ask.
/// Nothing where the condition asks something else.
static std::optional<bool> outcomeOfFailure(const clang::Expr &condition, const clang::VarDecl &future,
                                            AsyncModel &model) {
  const clang::Expr *plain = condition.IgnoreParenImpCasts();
  if (const auto *negation = llvm::dyn_cast<clang::UnaryOperator>(plain);
      negation && negation->getOpcode() == clang::UO_LNot) {
    const auto inner = outcomeOfFailure(*negation->getSubExpr(), future, model);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  const auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(plain);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const bool asks =
      callee && model.role(*callee, Role::TellsFailure) && rootOf(*call->getImplicitObjectArgument()).place == &future;
  return asks ? std::optional(true) : std::nullopt;
}

/// 'throw e', 'std::rethrow_exception(...)', where no handler of the body is.
static bool leavesByException(const Event &event, const WrittenTree &tree) {
  if (event.kind == Event::Kind::Throw)
    return !tree.isTried(*event.stmt);
  const auto *callee =
      event.kind == Event::Kind::Call ? llvm::dyn_cast_or_null<clang::FunctionDecl>(calleeOf(*event.stmt)) : nullptr;
  return callee && callee->isNoReturn() && qualifiedName(*callee) == "std::rethrow_exception" &&
         !tree.isTried(*event.stmt);
}

static Ways follow(const OwnedFuture &future, const FlowGraph &graph, AsyncModel &model) {
  Ways ways;
  std::vector<const clang::Stmt *> returns = {nullptr}; // the state is the index of the last one passed
  Exploration exploration(graph, /*followExceptions=*/false);
  const auto failed = [&](const clang::Expr &condition, bool isTrue, unsigned state) -> std::optional<unsigned> {
    const auto outcome = outcomeOfFailure(condition, *future.variable, model);
    ways.isAsked |= outcome.has_value();
    return outcome && *outcome != isTrue ? std::nullopt : std::optional(state);
  };
  exploration.from(
      future.begun, 0,
      [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        if (event.kind == Event::Kind::Return) {
          returns.push_back(event.stmt);
          return returns.size() - 1;
        }
        if (future.isPart && leavesByException(event, graph.tree())) {
          ways.isLost = true;
          ways.leftBy = ways.leftBy ? ways.leftBy : event.stmt;
          return std::nullopt;
        }
        if (event.kind != Event::Kind::Use || event.place != future.variable ||
            consumptionOf(event, graph, model) == Consumption::Looks)
          return state;
        ways.isConsumed = true;
        return std::nullopt;
      },
      [&](unsigned state, bool) {
        ways.isLost = true;
        ways.leftBy = ways.leftBy ? ways.leftBy : returns[state];
      },
      failed);
  return ways;
}

/// Somebody consumes it where only an exception leads: in a handler.
static bool isConsumedInHandler(const clang::VarDecl &variable, const FlowGraph &graph, AsyncModel &model) {
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    found |= event.kind == Event::Kind::Use && event.place == &variable &&
             graph.tree().enclosing<clang::CXXCatchStmt>(*event.stmt) &&
             consumptionOf(event, graph, model) != Consumption::Looks;
  });
  return found;
}

static bool isNamed(const clang::VarDecl &variable, const FlowGraph &graph) {
  bool found = false;
  graph.forEach(
      [&](const Event &event, Position) { found |= event.kind == Event::Kind::Use && event.place == &variable; });
  return found;
}

static std::string nameOf(const clang::VarDecl &future) {
  return future.getName().empty() ? "the future" : "'" + future.getNameAsString() + "'";
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  // A continuation that makes no work of its own still owns what it is called with.
  const FlowGraph *graph = function.function ? function.unit->summaries.flow(*function.function) : nullptr;
  if (!graph)
    return;
  AsyncModel &model = function.unit->model;
  for (const OwnedFuture &future : ownedFutures(*graph, model)) {
    Ways ways = follow(future, *graph, model);
    ways.isConsumed |= isConsumedInHandler(*future.variable, *graph, model);
    // Another question may tell that nothing is to be taken.
    if (!ways.isLost || isAssertedFor(*future.variable, *graph) ||
        (ways.isConsumed && !ways.isAsked && isAskedFor(*future.variable, *graph)))
      continue;
    const std::string name = nameOf(*future.variable);
    if ((ways.isConsumed || ways.isAsked) && ways.leftBy) {
      reporter
          .report(ways.leftBy->getSourceRange(),
                  "the error of " + name +
                      " is lost on this way: neither its result nor its error is taken out; "
                      "consume it here too, or ignore it in so many words")
          .tier(future.isPart || ways.isAsked ? Tier::Default : Tier::Strict);
    } else if (!ways.isConsumed && (!future.isPart || ways.isAsked)) {
      reporter
          .report(future.variable->getSourceRange(),
                  "the error of " + name +
                      " is lost: asking whether it has failed does not take the error out; "
                      "handle the error, or ignore it in so many words")
          .tier(isNamed(*future.variable, *graph) ? Tier::Default : Tier::Strict);
    }
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a future that may have failed ends without anybody taking its error",
    .checkFunction = check,
};

} // namespace corolint
