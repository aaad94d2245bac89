#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Awaits.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

#include <clang/AST/DeclTemplate.h>

namespace corolint {

namespace {

enum State : unsigned { Pending, Ready };

/// The future that is waited for, and the promise that it came from, if they have names.
struct Waited {
  const clang::ValueDecl *future = nullptr, *promise = nullptr;

  bool isNamedBy(const Event &event) const {
    return event.kind == Event::Kind::Use && event.place && (event.place == future || event.place == promise);
  }
};

} // namespace

static bool isWait(const FunctionRole &role) {
  return role.entry->role == Role::Blocks && role.entry->kind == BlockKind::Future;
}

/// The promise of 'promise.get_future()'.
static const clang::ValueDecl *promiseOf(const clang::Expr &future) {
  const auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(future.IgnoreUnlessSpelledInSource());
  return call ? rootOf(*call->getImplicitObjectArgument()).place : nullptr;
}

static Waited waitedFor(const clang::Expr &object) {
  Waited waited{rootOf(object).place, promiseOf(object)};
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(waited.future);
  if (variable && variable->getInit())
    waited.promise = promiseOf(*variable->getInit());
  return waited;
}

/// Whether the call only asks the future whether it is done: 'f.wait_for(0s)', 'f.is_ready()'.
static bool asksWhetherDone(const clang::Stmt &call, const FunctionFacts &function) {
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return false;
  const bool meantToWait = llvm::any_of(function.unit->model.roles(*callee), isWait);
  if (meantToWait)
    return llvm::none_of(function.calls, [&](const KnownCall &known) { return known.expr == &call; });
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  const clang::QualType result = callee->getReturnType();
  return method && method->isConst() && !isStandard(*method) && (result->isBooleanType() || result->isEnumeralType());
}

/// Whether after this use of the future or its promise it is done.
static bool makesReady(const Event &use, const FunctionFacts &function, const FlowGraph &graph) {
  if (use.access == Access::Await)
    return true;
  const Fate fate = fateOf(*use.expr(), graph.tree());
  if (fate.kind == Fate::Kind::Argument)
    return fateOf(*fate.call(), graph.tree()).kind == Fate::Kind::Awaited;
  if (fate.kind != Fate::Kind::Receiver)
    return false;
  const clang::FunctionDecl *callee = calleeOf(*fate.by);
  return asksWhetherDone(*fate.by, function) || (callee && function.unit->model.role(*callee, Role::Completes));
}

/// Whether the future may be pending on some way to `call`.
static bool mayBePending(const KnownCall &call, const Waited &waited, const FunctionFacts &function,
                         const FlowGraph &graph) {
  bool pending = false;
  Exploration exploration(graph);
  exploration.from(
      graph.begin(), Pending, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        if (event.kind == Event::Kind::Call && event.stmt == call.expr) {
          pending |= state == Pending;
          return Ready; // whoever waits again need not wait
        }
        if (event.kind == Event::Kind::Begin && event.place == waited.future)
          return Pending;
        if (!waited.isNamedBy(event))
          return state;
        if (event.access == Access::Write)
          return Pending;
        const bool isWaitItself = fateOf(*event.expr(), graph.tree()).by != call.expr &&
                                  llvm::any_of(function.calls, [&](const KnownCall &known) {
                                    return isWait(known.role) && known.expr == fateOf(*event.expr(), graph.tree()).by;
                                  });
        return isWaitItself || makesReady(event, function, graph) ? Ready : state;
      });
  return pending;
}

/// A callback that gets a future is called when it is done.
static bool isGivenToCallback(const Waited &waited, const FunctionFacts &function) {
  return !function.isCoroutine && llvm::isa_and_nonnull<clang::ParmVarDecl>(waited.future) &&
         waited.future->getDeclContext() == function.function;
}

/// 'f.get()' becomes 'co_await std::move(f)'.
static std::optional<Fix> awaitInstead(const FunctionFacts &function, const KnownCall &call, const clang::Expr &object,
                                       const FlowGraph &graph) {
  const AsyncType &type = function.unit->model.type(object.getType());
  const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(call.expr);
  const Places &places = function.unit->places;
  if (!member || !type.awaitable || !call.canAwait || call.expr->getType()->isVoidType() ||
      function.function->isTemplateInstantiation() || !places.isEditable(call.expr->getSourceRange()))
    return std::nullopt;
  const auto *callee = llvm::dyn_cast<clang::MemberExpr>(member->getCallee());
  if (!callee || callee->isArrow())
    return std::nullopt;
  const bool isMoved = type.singleConsumer && object.isLValue();
  const Fate fate = fateOf(*call.expr, graph.tree());
  const bool standsAlone = fate.kind != Fate::Kind::Receiver && fate.kind != Fate::Kind::Other && !fate.isPart;
  const std::string value = places.text(callee->getBase()->getSourceRange());
  std::string text = "co_await " + (isMoved ? "std::move(" + value + ")" : value);
  if (!standsAlone)
    text = "(" + text + ")";
  return Fix{"await it", /*safe=*/true, {{places.span(call.expr->getSourceRange()), std::move(text)}}};
}

static void checkWait(const FunctionFacts &function, const KnownCall &call, const FlowGraph &graph,
                      Reporter &reporter) {
  const clang::Expr *object = objectOf(*call.expr);
  if (!object)
    return;
  const Waited waited = waitedFor(*object);
  if (isGivenToCallback(waited, function) || isGathered(*object, function.unit->model) ||
      !mayBePending(call, waited, function, graph))
    return;
  FindingBuilder finding = reporter.report(
      call.expr->getSourceRange(),
      llvm::formatv("'{0}' waits for a future and blocks {1}, so no other task runs meanwhile, not even the one that "
                    "the future may depend on; {2}",
                    qualifiedName(*call.callee), threadOf(call.runs), call.role.entry->remedy)
          .str());
  if (call.role.entry->strict)
    finding.tier(Tier::Strict);
  if (const auto fix = awaitInstead(function, call, *object, graph))
    finding.fix(*fix);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const KnownCall &call : function.calls)
    if (isWait(call.role) && isOnLoop(call.runs) && function.function)
      if (const FlowGraph *graph = function.unit->summaries.flow(*function.function))
        checkWait(function, call, *graph, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine blocks its thread until a future is done",
    .checkFunction = check,
};

} // namespace corolint
