#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Subject.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/CXXInheritance.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

/// The member function that gives an owner of the object: 'shared_from_this' of the class or one of its bases.
static const clang::CXXMethodDecl *ownerGetter(const clang::CXXRecordDecl &record, AsyncModel &model) {
  if (!record.hasDefinition())
    return nullptr;
  for (const clang::CXXMethodDecl *method : record.methods())
    if (model.role(*method, Role::OwnsThis))
      return method;
  for (const clang::Decl *decl : record.decls())
    if (const auto *generic = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl))
      if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(generic->getTemplatedDecl());
          method && model.role(*method, Role::OwnsThis))
        return method;
  for (const clang::CXXBaseSpecifier &base : record.bases())
    if (const clang::CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl())
      if (const clang::CXXMethodDecl *found = ownerGetter(*parent, model))
        return found;
  return nullptr;
}

/// 'std::shared_ptr<Session> self': a class template's value whose first argument is the class.
static bool ownsA(clang::QualType type, const clang::CXXRecordDecl &record) {
  const auto *owner =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!owner || owner->getTemplateArgs().size() == 0 ||
      owner->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type)
    return false;
  const clang::CXXRecordDecl *owned = owner->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return owned && owned->getCanonicalDecl() == record.getCanonicalDecl();
}

/// 'auto weak = weak_from_this();' that nobody asks whether the object is still there: it keeps nothing.
static bool isUnusedWeak(const clang::Expr &owner, const FlowGraph &graph) {
  const Fate fate = fateOf(owner, graph.tree());
  const clang::CXXRecordDecl *record =
      fate.kind == Fate::Kind::Kept && fate.variable ? fate.variable->getType()->getAsCXXRecordDecl() : nullptr;
  return record && record->hasDefinition() && !hasOperator(*record, clang::OO_Arrow) && !fate.variable->isReferenced();
}

/// Whether the body keeps its object, or asks whether it is still there: an owner, a parameter that is one, or a guard
/// made from a member that it holds to its end ('auto hold = _gate.hold();').
static bool keepsObject(const FlowGraph &graph, const clang::CXXRecordDecl &record, AsyncModel &model) {
  for (const clang::ParmVarDecl *parameter : graph.function().parameters())
    if (ownsA(parameter->getType(), record))
      return true;
  bool keeps = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Call) {
      const clang::FunctionDecl *callee = calleeOf(*event.stmt);
      keeps |= callee && model.role(*callee, Role::OwnsThis) && !isUnusedWeak(*event.expr(), graph);
    } else if (event.kind == Event::Kind::Use && llvm::isa_and_nonnull<clang::FieldDecl>(event.place)) {
      const Fate fate = fateOf(*event.expr(), graph.tree());
      const bool isCalled = fate.kind == Fate::Kind::Receiver && llvm::isa<clang::Expr>(*fate.by);
      const Fate result = isCalled ? fateOf(*fate.call(), graph.tree()) : Fate();
      const clang::CXXRecordDecl *guard = isCalled ? fate.call()->getType()->getAsCXXRecordDecl() : nullptr;
      keeps |= guard && guard->hasDefinition() && !guard->hasTrivialDestructor() && result.kind == Fate::Kind::Kept &&
               !model.type(fate.call()->getType()).coroutine && !fate.call()->isGLValue() && guard->getDestructor() &&
               !guard->isInStdNamespace();
    }
  });
  return keeps;
}

/// A use of the object after a suspension in the body itself.
static std::optional<LateUse> lateUseOfThis(const clang::CXXMethodDecl &method, Summaries &summaries) {
  const LateUse late = summaries.lateUseOfObject(method);
  const bool isOwn = late.in && late.in->getCanonicalDecl() == method.getCanonicalDecl();
  return late.answer == Answer::Yes && isOwn ? std::optional(late) : std::nullopt;
}

static bool runsOnAlone(const clang::FunctionDecl &function, AsyncModel &model) {
  const AsyncType &type = model.type(function.getReturnType());
  return type.coroutine && (type.selfOwning || type.drop == Drop::Detaches) && type.start == Start::Eager;
}

static const clang::CXXMethodDecl *memberCoroutine(const clang::FunctionDecl *function) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function);
  return method && method->isInstance() && !method->getParent()->isLambda() ? method : nullptr;
}

/// Whether an owner is asked for, but only when the object may be gone: after a suspension on every way.
static bool asksTooLate(const FlowGraph &graph, AsyncModel &model) {
  const auto asks = [&](const Event &event) {
    const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
    return callee && model.role(*callee, Role::OwnsThis);
  };
  const auto suspends = [](const Event &event) { return event.kind == Event::Kind::Suspend; };
  return reach(graph, graph.begin(), asks) && !reach(graph, graph.begin(), asks, suspends);
}

/// A coroutine that nobody waits for, of a class whose objects are shared and could be kept.
static void checkDetachedType(const FunctionFacts &function, Reporter &reporter) {
  UnitFacts const &unit = *function.unit;
  const clang::CXXMethodDecl *method = memberCoroutine(function.function);
  const FlowGraph *graph = method ? function.flow() : nullptr;
  if (!graph || !runsOnAlone(*method, unit.model))
    return;
  const clang::CXXMethodDecl *getter = ownerGetter(*method->getParent(), unit.model);
  const auto late = getter ? lateUseOfThis(*method, unit.summaries) : std::nullopt;
  const bool keeps = keepsObject(*graph, *method->getParent(), unit.model);
  if (!late || !late->suspension || (keeps && !asksTooLate(*graph, unit.model)))
    return;
  reporter
      .report(late->use->getSourceRange(),
              llvm::formatv("nothing keeps '*this' while {0} is suspended, so the object may be gone when it is used "
                            "here; keep 'auto self = {1}();' from the start of the coroutine",
                            describe(method), unqualifiedName(*getter))
                  .str())
      .step(late->suspension->getSourceRange(), "the coroutine is suspended here")
      .tier(Tier::Default);
}

/// Whether a member function could wait for the work, or may do what the unit does not show. Only what comes after the
/// request for cancellation can wait for its effect; a destructor has no such request to go by.
static bool mayWait(const clang::CXXMethodDecl &method, Summaries &summaries) {
  const FlowGraph *graph = summaries.flow(method);
  if (!graph || summaries.isWork(method.getReturnType()))
    return true;
  AsyncModel &model = summaries.meaning();
  bool cancels = llvm::isa<clang::CXXDestructorDecl>(method), waits = false;
  graph->forEach([&](const Event &event, Position) {
    const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
    if (callee && model.role(*callee, Role::Cancels))
      cancels = true;
    else
      waits |= callee && cancels;
  });
  return waits;
}

/// A member function that requests cancellation of the object's work and returns at once.
static const clang::CXXMethodDecl *cancelsWithoutWaiting(const clang::CXXRecordDecl &record, Summaries &summaries) {
  const clang::CXXMethodDecl *found = nullptr;
  for (const clang::CXXMethodDecl *method : record.methods()) {
    if (method->isImplicit() || method->isDefaulted() || llvm::isa<clang::CXXConstructorDecl>(method))
      continue;
    const FlowGraph *graph = summaries.flow(*method);
    bool cancels = false;
    if (graph)
      graph->forEach([&](const Event &event, Position) {
        const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
        cancels |= callee && summaries.meaning().role(*callee, Role::Cancels);
      });
    const bool isDestructor = llvm::isa<clang::CXXDestructorDecl>(method);
    if ((cancels || isDestructor) && mayWait(*method, summaries))
      return nullptr;
    if (cancels)
      found = method;
  }
  return found;
}

/// Who takes the started work: null where nobody does who could be asked to wait for it.
static bool isHandedToScope(const TaskLife &life, Summaries &summaries) {
  const auto *call = llvm::dyn_cast_or_null<clang::CXXMemberCallExpr>(life.by);
  return call && !summaries.isWork(call->getImplicitObjectArgument()->getType());
}

/// Whether the start gives back a handle that somebody keeps, to wait for the work.
static bool isHandleKept(const TaskLife &life, const FlowGraph &graph, Summaries &summaries) {
  const auto *start = llvm::cast<clang::Expr>(life.by);
  return summaries.isWork(start->getType()) && summaries.lifeOf(*start, graph).kind != TaskLife::Kind::Lost;
}

static bool isDroppedEager(const TaskLife &life, const clang::Expr &call, AsyncModel &model) {
  const AsyncType &type = model.type(call.getType());
  return life.kind == TaskLife::Kind::Lost && type.start == Start::Eager && !type.selfOwning;
}

/// 'run().start();' in another member function: the object's own work, handed to nobody.
static void checkStart(const Event &event, const FunctionFacts &function, const FlowGraph &graph, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  AsyncModel &model = summaries.meaning();
  const clang::CXXMethodDecl *method = memberCoroutine(calleeOf(*event.stmt));
  const clang::Expr *object = method ? objectOf(*event.stmt) : nullptr;
  if (!object || !llvm::isa<clang::CXXThisExpr>(object->IgnoreParenImpCasts()) ||
      !summaries.isWork(method->getReturnType()))
    return;
  const FlowGraph *body = summaries.flow(*method);
  const auto late = body ? lateUseOfThis(llvm::cast<clang::CXXMethodDecl>(body->function()), summaries) : std::nullopt;
  if (!late || keepsObject(*body, *method->getParent(), model) || keepsObject(graph, *method->getParent(), model))
    return;
  const TaskLife life = summaries.lifeOf(*event.expr(), graph);
  const bool isSpawned = life.kind == TaskLife::Kind::Beyond && llvm::isa_and_nonnull<clang::CallExpr>(life.by) &&
                         calleeOf(*life.by) && model.role(*calleeOf(*life.by), Role::Spawns) &&
                         !isHandedToScope(life, summaries) && !isHandleKept(life, graph, summaries);
  if (!isSpawned && !isDroppedEager(life, *event.expr(), model))
    return;
  const clang::CXXMethodDecl *getter = ownerGetter(*method->getParent(), model);
  const clang::CXXMethodDecl *canceller = cancelsWithoutWaiting(*method->getParent(), summaries);
  const std::string way = getter ? llvm::formatv("hand '{0}()' to it", unqualifiedName(*getter)).str()
                                 : "run it in a scope that the object waits for before it dies";
  FindingBuilder finding = reporter.report(
      event.expr()->getSourceRange(),
      llvm::formatv("{0} goes on by itself and uses '*this' (line {1}), but nothing keeps the object or waits for the "
                    "work{2}; {3}",
                    describe(method), function.unit->places.line(late->use->getBeginLoc()),
                    canceller ? ": " + describe(canceller) + " requests its cancellation and returns at once" : "", way)
          .str());
  finding.step(late->use->getSourceRange(), "the object is used here");
  finding.tier(isSpawned && (getter || canceller) ? Tier::Default : Tier::Strict);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  checkDetachedType(function, reporter);
  const FlowGraph *graph = function.flow();
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function.function);
  if (!graph || !method)
    return;
  graph->forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Call)
      checkStart(event, function, *graph, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "work that runs by itself uses its object after a suspension, and nothing keeps the object",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
