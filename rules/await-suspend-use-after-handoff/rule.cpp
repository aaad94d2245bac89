#include "engine/Rule.h"

#include "facts/Awaiters.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "model/HandleTypes.h"
#include "model/LockTypes.h"
#include "model/QualifiedName.h"

namespace corolint {

namespace {

enum State : unsigned { Own, HandedOver };

/// How sure it is that somebody else resumes the coroutine once a call has got its handle. 'Later' is after this
/// function, on the same thread.
enum class Handoff { No, Later, Perhaps, Yes };

/// Follows the handle through one 'await_suspend'.
class Follower {
public:
  Follower(const FunctionFacts &function, const FlowGraph &graph, const clang::ParmVarDecl &handle)
      : summaries(function.unit->summaries), model(function.unit->model), graph(graph), handle(handle) {
    findCarriers();
  }

  void check(Reporter &reporter);

private:
  void findCarriers();
  bool carries(const clang::Expr &argument) const;
  Handoff handoffOf(const clang::Stmt &call) const;
  Handoff inside(const clang::FunctionDecl &callee, unsigned parameter, unsigned depth) const;
  bool isGivenAgain(const Event &use) const;
  void report(const Event &use, const clang::Stmt &handoff, Handoff how, Reporter &reporter) const;

  Summaries &summaries;
  AsyncModel &model;
  const FlowGraph &graph;
  const clang::ParmVarDecl &handle;
  llvm::DenseSet<const clang::ValueDecl *> carriers; // variables that hold the handle or a closure with it
  bool hasGuard = false;                             // a lock keeps others out until the end
};

} // namespace

// What a function does with a handle is looked for this deep.
static constexpr unsigned maxDepth = 4;

/// Whether a closure resumes the coroutine whenever it is called, and not only the first of several.
static bool resumesAlways(const clang::LambdaExpr &lambda) {
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(lambda.getBody());
  return body && llvm::any_of(body->body(), [](const clang::Stmt *stmt) {
           const auto *expr = llvm::dyn_cast<clang::Expr>(stmt);
           const auto *call = expr ? llvm::dyn_cast<clang::CallExpr>(expr->IgnoreUnlessSpelledInSource()) : nullptr;
           return call && isResume(*call);
         });
}

bool Follower::carries(const clang::Expr &argument) const {
  const clang::Expr &plain = *argument.IgnoreUnlessSpelledInSource();
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(&plain))
    return carriers.contains(name->getDecl());
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&plain); call && call->isCallToStdMove())
    return carries(*call->getArg(0));
  const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&plain);
  return lambda && resumesAlways(*lambda) &&
         llvm::any_of(lambda->capture_inits(), [&](const clang::Expr *init) { return init && carries(*init); });
}

void Follower::findCarriers() {
  carriers.insert(&handle);
  for (bool changed = true; changed;) {
    changed = false;
    graph.forEach([&](const Event &event, Position) {
      const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
      if (!variable)
        return;
      hasGuard |= isThreadLockGuard(variable->getType(), model);
      if (variable->getInit() && carries(*variable->getInit()))
        changed |= carriers.insert(variable).second;
    });
  }
}

/// What the body of `callee` does with the handle that it gets.
Handoff Follower::inside(const clang::FunctionDecl &callee, unsigned parameter, unsigned depth) const {
  const FlowGraph *body = depth < maxDepth ? summaries.flow(callee) : nullptr;
  if (!body || parameter >= body->function().getNumParams())
    return Handoff::Perhaps;
  const clang::ParmVarDecl *taken = body->function().getParamDecl(parameter);
  Handoff found = Handoff::No;
  body->forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != taken)
      return;
    const Fate fate = fateOf(*event.expr(), body->tree());
    const auto *call = fate.by ? llvm::dyn_cast<clang::CallExpr>(fate.by) : nullptr;
    const clang::FunctionDecl *next = call ? call->getDirectCallee() : nullptr;
    if (call && isResume(*call))
      found = Handoff::Yes;
    else if (fate.kind == Fate::Kind::Argument && next && !isStandard(*next))
      found = std::max(found, inside(*next, fate.argument, depth + 1));
    else if (fate.kind == Fate::Kind::Captured)
      found = std::max(found, Handoff::Perhaps);
  });
  return found;
}

Handoff Follower::handoffOf(const clang::Stmt &stmt) const {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(&stmt);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || callee->getOverloadedOperator() == clang::OO_Equal)
    return Handoff::No; // stored: whoever resumes it from there needs another call to learn of it
  if (isResume(*call)) {
    const clang::Expr *object = objectOf(*call);
    return object && carries(*object) ? Handoff::Yes : Handoff::No;
  }
  const auto arguments = argumentsOf(*call);
  for (unsigned index = 0; index < arguments.size(); ++index) {
    if (!carries(*arguments[index]))
      continue;
    if (model.role(*callee, Role::Offloads))
      return Handoff::Yes;
    if (model.role(*callee, Role::RunsOnLoop))
      return Handoff::Later;
    if (!isStandard(*callee))
      return isCoroutineHandle(arguments[index]->getType()) ? inside(*callee, index, 0) : Handoff::Perhaps;
  }
  return Handoff::No;
}

/// Whether what `use` names is asked to resume the coroutine, too.
bool Follower::isGivenAgain(const Event &use) const {
  const Fate fate = fateOf(*use.expr(), graph.tree());
  return fate.by && handoffOf(*fate.by) != Handoff::No;
}

void Follower::report(const Event &use, const clang::Stmt &handoff, Handoff how, Reporter &reporter) const {
  const Fate fate = fateOf(*use.expr(), graph.tree());
  const bool twice = isGivenAgain(use);
  const std::string name = use.place ? "'" + use.place->getNameAsString() + "'" : "'this'";
  const std::string message =
      twice ? llvm::formatv("the handle '{0}' is given away a second time: whoever comes first resumes the coroutine, "
                            "and the other one resumes it again or when it is gone; give it to one of them, or let the "
                            "first one win",
                            handle.getName())
                  .str()
            : llvm::formatv("{0} is used after the handle '{1}' has been given away: the coroutine may have been "
                            "resumed and destroyed by then, and the awaiter in its frame with it; use it before, or "
                            "copy it to a local",
                            name, handle.getName())
                  .str();
  FindingBuilder finding = reporter.report(twice ? fate.by->getSourceRange() : use.stmt->getSourceRange(), message);
  finding.step(handoff.getSourceRange(), ("'" + handle.getName() + "' is given away here").str());
  if (how == Handoff::Perhaps && !twice)
    finding.tier(Tier::Strict);
}

void Follower::check(Reporter &reporter) {
  if (hasGuard)
    return;
  bool reported = false;
  const clang::Stmt *handoff = nullptr;
  Handoff how = Handoff::No;
  Exploration exploration(graph, /*followExceptions=*/false);
  exploration.from(graph.begin(), Own, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
    if (reported)
      return std::nullopt;
    if (event.kind == Event::Kind::Call && state == Own) {
      how = handoffOf(*event.stmt);
      handoff = how != Handoff::No ? event.stmt : handoff;
      return how != Handoff::No ? HandedOver : Own;
    }
    const bool isOwn = event.kind == Event::Kind::Use && (!event.place || llvm::isa<clang::FieldDecl>(event.place));
    if (state != HandedOver || !isOwn || (how == Handoff::Later && !isGivenAgain(event)))
      return state;
    report(event, *handoff, how, reporter);
    reported = true;
    return std::nullopt;
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const clang::ParmVarDecl *handle = suspendedHandle(function);
  const FlowGraph *graph = handle ? function.flow() : nullptr;
  if (graph)
    Follower(function, *graph, *handle).check(reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "an awaiter is used after its coroutine's handle has been given away",
    .checkFunction = check,
};

} // namespace corolint
