#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Lending.h"
#include "flow/Borrows.h"
#include "flow/Fate.h"
#include "flow/Joins.h"
#include "model/QualifiedName.h"

#include <clang/AST/DeclTemplate.h>

namespace corolint {

using Kind = TaskLife::Kind;
using Keeps = CallableUse::Keeps;

namespace {

/// Why a closure dies before the coroutine that it made.
struct Death {
  const clang::Stmt *by; // the call that drops the closure, or starts the coroutine
  std::string reason;
};

} // namespace

static bool diesWithStatement(const TaskLife &life) { return life.kind == Kind::Variable || life.outlivesFunction(); }

/// The closure is given to a callee.
static std::optional<Death> deathInCallee(const Fate &fate, const FlowGraph &graph, Summaries &summaries) {
  const CallableUse use = summaries.useOfCallable(*fate.by, fate.argument);
  const std::string name = describe(calleeOf(*fate.by));
  const clang::FunctionDecl *callee = calleeOf(*fate.by);
  if (callee && summaries.meaning().role(*callee, Role::StoresHandler))
    return Death{fate.by, "the closure dies when the handler is removed or its source is destroyed, even while the "
                          "coroutine is suspended"};
  if (use.keeps == Keeps::UntilReturned && (use.runsLater || use.task == Kind::Caller || use.task == Kind::Beyond))
    return Death{fate.by, name + " destroys the closure when the lambda has returned its task"};
  if (use.keeps == Keeps::Refers && diesWithStatement(summaries.lifeOf(*fate.call(), graph)))
    return Death{fate.by, name + " only refers to the closure, which dies at the end of this statement"};
  return std::nullopt;
}

/// Whether the lazy task that `call` makes starts in the same statement: '[x]() -> Task {...}().start(...)'.
static bool startsInStatement(const clang::Expr &call, const TaskLife &life, const FlowGraph &graph) {
  const Fate fate = fateOf(call, graph.tree());
  return life.kind == Kind::Beyond && fate.kind == Fate::Kind::Receiver && fate.by == life.by;
}

/// The closure is called where it is written: '[x]() -> Task {...}()'.
static std::optional<Death> deathAtCall(const clang::Expr &call, const LateUse &late, const FlowGraph &graph,
                                        Summaries &summaries) {
  const TaskLife life = summaries.lifeOf(call, graph);
  if (!late.suspension && startsInStatement(call, life, graph))
    return std::nullopt;
  const bool goesOn = life.kind == Kind::Lost && summaries.meaning().type(call.getType()).start != Start::Lazy;
  if (!diesWithStatement(life) && !goesOn)
    return std::nullopt;
  return Death{&call, "the closure dies at the end of this statement"};
}

/// Whether the task that `call` makes goes on when the function has ended.
static bool outlives(const clang::Expr &call, Position position, const FlowGraph &graph, Summaries &summaries) {
  const TaskLife life = summaries.lifeOf(call, graph);
  const bool runsOn = life.kind == Kind::Lost && summaries.meaning().type(call.getType()).start == Start::Eager;
  return life.kind == Kind::Caller || (runsOn && !mayBeJoined(graph, position, call, summaries)) ||
         (life.kind == Kind::Beyond && !mayBeJoined(graph, position, call, summaries));
}

/// A closure in a variable is given to a callee, which may keep a copy or refer to the variable.
static std::optional<Death> deathOfLent(const Fate &fate, Position position, const FlowGraph &graph,
                                        Summaries &summaries) {
  if (summaries.useOfCallable(*fate.by, fate.argument).keeps != Keeps::Refers)
    return deathInCallee(fate, graph, summaries);
  if (!outlives(*fate.call(), position, graph, summaries))
    return std::nullopt;
  return Death{fate.by,
               describe(calleeOf(*fate.by)) + " only refers to the closure, which dies when this function ends"};
}

/// The closure is kept in a local variable and called, or given away, from there.
static std::optional<Death> deathOfVariable(const clang::VarDecl &closure, const FlowGraph &graph,
                                            Summaries &summaries) {
  std::optional<Death> death;
  graph.forEach([&](const Event &event, Position position) {
    if (event.kind != Event::Kind::Use || event.place != &closure || death)
      return;
    const Fate fate = fateOf(*event.expr(), graph.tree());
    if (fate.kind == Fate::Kind::Called && outlives(*fate.call(), position, graph, summaries))
      death = Death{fate.by, "the closure dies when this function ends"};
    else if (fate.kind == Fate::Kind::Argument && event.access != Access::CaptureReference)
      death = deathOfLent(fate, position, graph, summaries);
  });
  return death;
}

static std::optional<Death> deathOf(const clang::LambdaExpr &lambda, const LateUse &late, const FlowGraph &graph,
                                    Summaries &summaries) {
  const Fate fate = fateOf(lambda, graph.tree());
  switch (fate.kind) {
  case Fate::Kind::Called:
    return deathAtCall(*fate.call(), late, graph, summaries);
  case Fate::Kind::Argument:
    return deathInCallee(fate, graph, summaries);
  case Fate::Kind::Kept:
    return fate.variable && fate.variable->hasLocalStorage() ? deathOfVariable(*fate.variable, graph, summaries)
                                                             : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// The call operator that the unit has a body of: of a generic lambda that of an instantiation.
static const clang::CXXMethodDecl *calledOperator(const clang::LambdaExpr &lambda) {
  if (const clang::FunctionTemplateDecl *generic = lambda.getDependentCallOperator()) {
    for (const clang::FunctionDecl *instance : generic->specializations())
      if (instance->hasBody())
        return llvm::cast<clang::CXXMethodDecl>(instance);
    return nullptr;
  }
  return lambda.getCallOperator();
}

/// A coroutine reads what it has captured out of its closure each time, so the closure must outlive it.
static void checkCoroutine(const clang::LambdaExpr &lambda, const FunctionFacts &function, const FlowGraph &graph,
                           Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const clang::CXXMethodDecl *method = calledOperator(lambda);
  if (!method || lambda.capture_size() == 0 || method->isExplicitObjectMemberFunction() ||
      !llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(method->getBody()))
    return;
  const LateUse late = summaries.lateUseOfObject(*method);
  if (late.answer != Answer::Yes)
    return;
  const std::optional<Death> death = deathOf(lambda, late, graph, summaries);
  if (!death)
    return;
  const Places &places = function.unit->places;
  const std::string use = places.isEditable(late.use->getSourceRange()) && !llvm::isa<clang::CXXThisExpr>(late.use)
                              ? "'" + places.text(late.use->getSourceRange()) + "'"
                              : "'this'";
  FindingBuilder finding = reporter.report(
      headOf(lambda), llvm::formatv("the coroutine reads {0} out of its closure {1} (line {2}), but {3}; pass it as a "
                                    "parameter, or copy it into a local variable before the first suspension",
                                    use, late.suspension ? "after a suspension" : "when it has been started",
                                    places.line(late.use->getBeginLoc()), death->reason)
                          .str());
  finding.step(death->by->getSourceRange(), "the closure does not outlive the coroutine that starts here");
  finding.step(late.use->getSourceRange(), "the capture is read here");
  const Fate fate = fateOf(lambda, graph.tree());
  const auto *call = fate.kind == Fate::Kind::Called ? llvm::dyn_cast<clang::CallExpr>(fate.by) : nullptr;
  if (const auto fix = ownCapturesFix(function, lambda, call))
    finding.fix(*fix);
}

/// Work that a plain lambda returns and that refers to the lambda's copy of a variable.
static std::optional<Dangling> lentCapture(const FlowGraph &graph, Summaries &summaries) {
  std::optional<Dangling> found;
  graph.forEach([&](const Event &event, Position) {
    const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
    if (found || !callee || !summaries.isWork(callee->getReturnType()) || callee->getReturnType()->isReferenceType())
      return;
    const TaskLife life = summaries.lifeOf(*event.expr(), graph);
    if (life.kind != Kind::Caller)
      return;
    for (const Borrow &borrow : borrowsOf(*event.expr(), graph, summaries))
      if (borrow.isCaptured && !borrow.byClosure && !borrow.isShared && borrow.late.answer == Answer::Yes)
        found = Dangling{event.expr(), callee, borrow, life};
  });
  return found;
}

/// A lambda that is no coroutine returns work that goes on when its closure is gone.
static void checkReturnedWork(const clang::LambdaExpr &lambda, const FunctionFacts &function, const FlowGraph &graph,
                              Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const clang::CXXMethodDecl *method = calledOperator(lambda);
  const FlowGraph *body = method && lambda.capture_size() > 0 ? summaries.flow(*method) : nullptr;
  if (!body || llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(method->getBody()))
    return;
  const std::optional<Dangling> loan = lentCapture(*body, summaries);
  const std::optional<Death> death = loan ? deathOf(lambda, loan->borrow.late, graph, summaries) : std::nullopt;
  if (!death)
    return;
  reporter
      .report(loan->call->getSourceRange(),
              llvm::formatv("{0} belongs to the closure of this lambda, but {1} {2}, and {3}; keep it alive until the "
                            "work has ended, or make the lambda a coroutine that gets it as a parameter",
                            lentName(loan->borrow), describe(loan->callee),
                            describeUse(loan->borrow.late, function.unit->places), death->reason)
                  .str())
      .step(death->by->getSourceRange(), "the closure does not outlive the work that starts here")
      .step(loan->borrow.late.use->getSourceRange(), "it is used here");
}

/// The callable is started by itself, and nobody gets anything to wait for: 'co_spawn(executor, [&] {...}, detached)'.
static bool isDetached(const Fate &fate, Summaries &summaries) {
  const clang::FunctionDecl *callee = calleeOf(*fate.by);
  const FunctionRole *spawns = callee ? summaries.meaning().role(*callee, Role::Spawns) : nullptr;
  return spawns && !objectOf(*fate.by) && !summaries.isWork(fate.call()->getType());
}

/// A continuation that refers to variables of a function which has returned when it runs.
static void checkContinuation(const clang::LambdaExpr &lambda, Position position, const FunctionFacts &function,
                              const FlowGraph &graph, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const Fate fate = fateOf(lambda, graph.tree());
  if (fate.kind != Fate::Kind::Argument || llvm::isa<clang::CXXConstructExpr>(fate.by))
    return;
  const bool isSpawned = isDetached(fate, summaries);
  const CallableUse use = summaries.useOfCallable(*fate.by, fate.argument);
  if (!use.runsLater || (!isSpawned && (!summaries.isWork(fate.call()->getType()) ||
                                        !outlives(*fate.call(), position, graph, summaries))))
    return;
  const auto *capture = lambda.capture_begin();
  for (const clang::Expr *init : lambda.capture_inits()) {
    const bool byReference = init && capture->getCaptureKind() == clang::LCK_ByRef;
    ++capture;
    const auto *name = byReference ? llvm::dyn_cast<clang::DeclRefExpr>(init->IgnoreParenImpCasts()) : nullptr;
    const auto *variable = name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
    if (!variable || !isOwnedBy(*variable, graph) ||
        (isSpawned && mayBeJoined(graph, position, *fate.call(), summaries, variable)))
      continue;
    FindingBuilder finding = reporter.report(
        headOf(lambda),
        llvm::formatv(isSpawned ? "this runs by itself when '{0}', which it captures by reference, is gone; "
                                  "capture it by value, or wait for the work before"
                                : "this runs when the function has returned, and then '{0}', which it captures "
                                  "by reference, is gone; capture it by value, or 'co_await' instead of "
                                  "returning the chain",
                      variable->getNameAsString())
            .str());
    finding.step(fate.by->getSourceRange(), describe(calleeOf(*fate.by)) + " runs it later");
    if (const auto fix = captureByValueFix(function, lambda, *variable))
      finding.fix(*fix);
    return;
  }
}

/// A closure that is made in the first call of the function and used in all later ones.
static void checkStatic(const clang::LambdaExpr &lambda, const FlowGraph &graph, Reporter &reporter) {
  Fate fate = fateOf(lambda, graph.tree());
  if (fate.kind == Fate::Kind::Argument && llvm::isa<clang::CXXConstructExpr>(fate.by))
    fate = fateOf(*fate.call(), graph.tree()); // 'static std::function<void()> f = [&] {...};'
  if (fate.kind != Fate::Kind::Kept || !fate.variable || !fate.variable->isStaticLocal())
    return;
  for (const clang::LambdaCapture &capture : lambda.captures()) {
    const bool isLocal = capture.capturesVariable() && capture.getCaptureKind() == clang::LCK_ByRef &&
                         llvm::cast<clang::VarDecl>(capture.getCapturedVar())->hasLocalStorage();
    if (!isLocal && capture.getCaptureKind() != clang::LCK_This)
      continue;
    const std::string what = isLocal ? "'" + capture.getCapturedVar()->getNameAsString() + "'" : "'this'";
    reporter.report(
        headOf(lambda),
        llvm::formatv("this closure is made once, in the first call, and goes on referring to {0} of that "
                      "call, which is gone in later ones; drop the 'static', or hand it over as a parameter",
                      what)
            .str());
    return;
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  graph->forEach([&](const Event &event, Position position) {
    if (event.kind != Event::Kind::Closure)
      return;
    const auto &lambda = llvm::cast<clang::LambdaExpr>(*event.stmt);
    checkCoroutine(lambda, function, *graph, reporter);
    checkReturnedWork(lambda, function, *graph, reporter);
    checkContinuation(lambda, position, function, *graph, reporter);
    checkStatic(lambda, *graph, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine or continuation reads its captures when they are gone",
    .checkFunction = check,
};

} // namespace corolint
