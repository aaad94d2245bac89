#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Cancellation.h"
#include "flow/Fate.h"

namespace corolint {

namespace {

/// What is known of how a piece of work can end.
enum class Failing { No, Unknown, Yes };

} // namespace

static bool catchesAll(const clang::CXXTryStmt &tried, const WrittenTree &tree) {
  const clang::CXXCatchStmt *last = tried.getHandler(tried.getNumHandlers() - 1);
  return last->getCaughtType().isNull() &&
         llvm::none_of(tree.every<clang::CXXThrowExpr>(),
                       [&](const clang::CXXThrowExpr *thrown) { return tree.isInside(*thrown, *last); });
}

/// Whether every await of the coroutine's body stands in a block whose handlers let nothing out.
static bool handlesItself(const FlowGraph &graph) {
  const WrittenTree &tree = graph.tree();
  return llvm::all_of(tree.every<clang::CoawaitExpr>(), [&](const clang::CoawaitExpr *await) {
    const auto *tried = tree.enclosing<clang::CXXTryStmt>(*await);
    return tried && tree.isInside(*await, *tried->getTryBlock()) && catchesAll(*tried, tree);
  });
}

static Failing failingOf(const clang::Expr &work, Summaries &summaries);

/// Of the work that a continuation or other callable returns.
static Failing failingOfLambda(const clang::LambdaExpr &lambda, Summaries &summaries) {
  const FlowGraph *graph = summaries.flow(*lambda.getCallOperator());
  if (!graph)
    return Failing::Unknown;
  if (llvm::isa<clang::CoroutineBodyStmt>(lambda.getCallOperator()->getBody()))
    return handlesItself(*graph) ? Failing::No : Failing::Yes;
  Failing result = Failing::No;
  for (const auto *returned : graph->tree().every<clang::ReturnStmt>())
    if (returned->getRetValue() && summaries.isWork(returned->getRetValue()->getType()))
      result = std::max(result, failingOf(*returned->getRetValue(), summaries));
  return result;
}

/// Of 'work().then([] {...})', 'with_gate(gate, [] {...})', 'work()'. Chains whose parts the unit does not show may
/// fail; of a single call nothing is known.
static Failing failingOf(const clang::Expr &work, Summaries &summaries) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(work.IgnoreUnlessSpelledInSource());
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee)
    return Failing::Unknown;
  AsyncModel &model = summaries.meaning();
  if (model.role(*callee, Role::HandlesError) || model.role(*callee, Role::NeverFails))
    return Failing::No;
  const clang::Expr *object = objectOf(*call);
  const bool isChained = object && summaries.isWork(object->getType());
  Failing result = isChained ? std::max(Failing::Unknown, failingOf(*object, summaries)) : Failing::No;
  if (isChained && failingOf(*object, summaries) == Failing::No)
    result = Failing::No;
  bool hasLambda = false;
  for (const clang::Expr *argument : argumentsOf(*call))
    if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(argument->IgnoreUnlessSpelledInSource())) {
      hasLambda = true;
      result = std::max(result, failingOfLambda(*lambda, summaries));
    }
  if (hasLambda)
    return isChained && result == Failing::Unknown ? Failing::Yes : result;
  if (isChained)
    return result;
  const FlowGraph *graph = summaries.flow(*callee);
  return graph && graph->function().getBody() && llvm::isa<clang::CoroutineBodyStmt>(graph->function().getBody()) &&
                 handlesItself(*graph)
             ? Failing::No
             : Failing::Unknown;
}

static void checkVoided(const FunctionFacts &function, Reporter &reporter) {
  for (const DroppedValue &dropped : function.dropped) {
    if ((dropped.how != Dropping::CastToVoid && dropped.how != Dropping::AssignedToIgnore) ||
        dropped.type->drop != Drop::LosesError)
      continue;
    const auto *call = llvm::dyn_cast<clang::CallExpr>(dropped.value->IgnoreUnlessSpelledInSource());
    const Failing failing = failingOf(*dropped.value, function.unit->summaries);
    if (!call || failing == Failing::No)
      continue;
    const bool hasCallable = llvm::any_of(argumentsOf(*call), [](const clang::Expr *argument) {
      return llvm::isa<clang::LambdaExpr>(argument->IgnoreUnlessSpelledInSource());
    });
    reporter
        .report(dropped.value->getSourceRange(),
                "nobody sees the error of this background work: " + describe(dropped.callee) +
                    " returns a future that may fail and is thrown away; handle the error at the end of the chain")
        .tier(hasCallable ? Tier::Default : Tier::Strict);
  }
}

/// In a loop that is not to end by an exception, since it catches all that its work throws.
static const clang::Stmt *guardedLoop(const clang::CoawaitExpr &await, const WrittenTree &tree) {
  for (const clang::Stmt *up = tree.parent(await); up; up = tree.parent(*up)) {
    if (!llvm::isa<clang::WhileStmt, clang::ForStmt, clang::DoStmt>(up))
      continue;
    return llvm::any_of(tree.every<clang::CXXTryStmt>(),
                        [&](const clang::CXXTryStmt *tried) {
                          const clang::Stmt *body = tree.parent(*tried);
                          return body && tree.parent(*body) == up && catchesAll(*tried, tree) &&
                                 llvm::any_of(tree.every<clang::CoawaitExpr>(), [&](const clang::CoawaitExpr *inner) {
                                   return tree.isInside(*inner, *tried->getTryBlock());
                                 });
                        })
               ? up
               : nullptr;
  }
  return nullptr;
}

static void checkLoops(const FunctionFacts &function, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *await : tree.every<clang::CoawaitExpr>()) {
    const auto *call = llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource());
    if (!call || !takesToken(*call, model) || tree.isTried(*await) || tree.enclosing<clang::CXXCatchStmt>(*await) ||
        !guardedLoop(*await, tree))
      continue;
    reporter.report(await->getSourceRange(),
                    "a cancellation of this await leaves the loop as an exception, past the handler around the loop's "
                    "work, and nobody sees it; put the await into a 'try' block too");
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  checkVoided(function, reporter);
  if (function.isCoroutine && function.flow() &&
      function.unit->model.type(function.function->getReturnType()).drop == Drop::LosesError)
    checkLoops(function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "work in the background may fail and nobody sees the error",
    .checkFunction = check,
};

} // namespace corolint
