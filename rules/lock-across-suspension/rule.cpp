#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "model/LockTypes.h"
#include "model/QualifiedName.h"

#include <clang/AST/DeclTemplate.h>

namespace corolint {

namespace {

enum State : unsigned { Free, Held };

/// One lock of a coroutine: the variable that guards it, or the lock itself where it is locked by hand.
struct Lock {
  const clang::ValueDecl *place;
  bool isGuard;
};

struct HeldAt {
  const clang::Stmt *suspension;
  const clang::Stmt *locked; // null: from the start of the coroutine on
};

} // namespace

static bool isNamed(const clang::Stmt &call, std::initializer_list<llvm::StringRef> names) {
  const clang::FunctionDecl *callee = calleeOf(call);
  return callee && llvm::is_contained(names, llvm::StringRef(unqualifiedName(*callee)));
}

/// Whether the arguments of a guard's constructor take the lock: not for none and not for std::defer_lock.
static bool takesLock(const clang::VarDecl &guard) {
  const clang::Expr *init = guard.getInit();
  const auto *construction =
      init ? llvm::dyn_cast<clang::CXXConstructExpr>(init->IgnoreUnlessSpelledInSource()) : nullptr;
  if (!construction)
    return init != nullptr;
  if (construction->getNumArgs() == 0)
    return guard.getType()->getAsCXXRecordDecl()->field_empty() ||
           !guard.getType()->getAsCXXRecordDecl()->isInStdNamespace();
  return llvm::none_of(construction->arguments(), [](const clang::Expr *argument) {
    const clang::CXXRecordDecl *tag = argument->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return tag && (qualifiedName(*tag) == "std::defer_lock_t" || qualifiedName(*tag) == "std::nullopt_t");
  });
}

/// What an event does to the lock; nothing where the way is of no more interest.
static std::optional<unsigned> after(const Event &event, const Lock &lock, unsigned state, const FlowGraph &graph) {
  if (event.place != lock.place)
    return state;
  if (event.kind == Event::Kind::Begin)
    return lock.isGuard && takesLock(*llvm::cast<clang::VarDecl>(lock.place)) ? Held : Free;
  if (event.kind == Event::Kind::End)
    return Free;
  if (event.kind != Event::Kind::Use)
    return state;
  if (event.access == Access::Move)
    return Free;
  if (event.access == Access::Write)
    return lock.isGuard ? Held : Free;
  const Fate fate = fateOf(*event.expr(), graph.tree());
  // What is awaited may release a lock that it gets: 'co_await changed.wait(lock)'.
  if (fate.kind == Fate::Kind::Argument && graph.tree().enclosing<clang::CoawaitExpr>(*event.stmt))
    return Free;
  if (fate.kind != Fate::Kind::Receiver)
    return state;
  if (isNamed(*fate.by, {"unlock", "unlock_shared", "release", "reset", "swap"}))
    return Free;
  if (isNamed(*fate.by, {"lock", "lock_shared", "try_lock", "emplace"}))
    return Held;
  return state;
}

/// Whether the coroutine that is awaited goes on without giving the thread away.
static bool staysOnThread(const clang::Stmt &suspension, Summaries &summaries) {
  const auto *await = llvm::dyn_cast<clang::CoawaitExpr>(&suspension);
  const auto *call =
      await ? llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource()) : nullptr;
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && summaries.maySuspend(*callee) == Answer::No;
}

static std::vector<HeldAt> findHeld(const FlowGraph &graph, const Lock &lock, Summaries &summaries) {
  std::vector<HeldAt> held;
  const bool isParameter = llvm::isa<clang::ParmVarDecl>(lock.place);
  Exploration exploration(graph);
  exploration.from(graph.begin(), isParameter ? Held : Free,
                   [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
                     if (event.kind == Event::Kind::Suspend && state == Held &&
                         !staysOnThread(*event.stmt, summaries)) {
                       const std::vector<const Event *> changes = exploration.changes();
                       held.push_back({event.stmt, changes.empty() ? nullptr : changes.back()->stmt});
                     }
                     return after(event, lock, state, graph);
                   });
  llvm::sort(
      held, [](const HeldAt &a, const HeldAt &b) { return a.suspension->getBeginLoc() < b.suspension->getBeginLoc(); });
  return held;
}

static std::vector<Lock> locksOf(const FlowGraph &graph, AsyncModel &model) {
  std::vector<Lock> locks;
  for (const clang::ParmVarDecl *parameter : graph.function().parameters())
    if (isThreadLockGuard(parameter->getType(), model))
      locks.push_back({parameter, true});
  llvm::DenseSet<const clang::ValueDecl *> seen;
  graph.forEach([&](const Event &event, Position) {
    if (!event.place || seen.contains(event.place))
      return;
    const clang::QualType type = event.place->getType().getNonReferenceType();
    if (event.kind == Event::Kind::Begin && isThreadLockGuard(event.place->getType(), model)) {
      seen.insert(event.place);
      locks.push_back({event.place, true});
    } else if (event.kind == Event::Kind::Use && event.access == Access::Method &&
               isThreadLock(type->isPointerType() ? type->getPointeeType() : type, model)) {
      seen.insert(event.place);
      locks.push_back({event.place, false});
    }
  });
  return locks;
}

static bool isUsedFrom(const clang::Decl &decl, const clang::Stmt &statement, const WrittenTree &tree) {
  return llvm::any_of(tree.every<clang::DeclRefExpr>(), [&](const clang::DeclRefExpr *use) {
    return use->getDecl() == &decl && !(use->getBeginLoc() < statement.getBeginLoc());
  });
}

/// Whether something that the statements between two places of a block declare is named behind them.
static bool declaresForLater(const clang::CompoundStmt &block, const clang::Stmt &from, const clang::Stmt &to,
                             const WrittenTree &tree) {
  return llvm::any_of(block.body(), [&](const clang::Stmt *statement) {
    const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(statement);
    return declarations && !(statement->getBeginLoc() < from.getBeginLoc()) &&
           statement->getBeginLoc() < to.getBeginLoc() &&
           llvm::any_of(declarations->decls(), [&](const clang::Decl *decl) { return isUsedFrom(*decl, to, tree); });
  });
}

/// '{ std::lock_guard guard(m); ++n; } co_await save();', where the await is in a statement behind the guard.
static std::optional<Fix> scopeFix(const Lock &lock, const HeldAt &held, const FunctionFacts &function) {
  const WrittenTree &tree = function.flow()->tree();
  const auto *suspension = llvm::dyn_cast<clang::Expr>(held.suspension);
  const clang::Stmt *to = suspension ? statementOf(*suspension, tree) : nullptr;
  const auto *block = to ? llvm::dyn_cast_or_null<clang::CompoundStmt>(tree.parent(*to)) : nullptr;
  if (!lock.isGuard || !block || !isWritable(function, to->getSourceRange()))
    return std::nullopt;
  const auto *const from = llvm::find_if(block->body(), [&](const clang::Stmt *statement) {
    const auto *declaration = llvm::dyn_cast<clang::DeclStmt>(statement);
    return declaration && declaration->isSingleDecl() && declaration->getSingleDecl() == lock.place;
  });
  if (from == block->body_end() || *from == to || !isWritable(function, (*from)->getSourceRange()) ||
      declaresForLater(*block, **from, *to, tree))
    return std::nullopt;
  const Places &places = function.unit->places;
  return Fix{"end the lock's scope before",
             /*safe=*/false,
             {{places.before((*from)->getBeginLoc()), "{\n  "}, {places.before(to->getBeginLoc()), "}\n  "}}};
}

static void report(const Lock &lock, llvm::ArrayRef<HeldAt> held, const FunctionFacts &function, Reporter &reporter) {
  const bool yields = llvm::isa<clang::CoyieldExpr>(held.front().suspension);
  const std::string name = lock.place->getNameAsString();
  FindingBuilder finding = reporter.report(
      held.front().suspension->getSourceRange(),
      llvm::formatv(
          "'{0}' holds a lock of this thread while the coroutine is suspended here{1}: whoever needs the lock "
          "meanwhile waits with its thread, and the coroutine may go on on a thread that does not own it; "
          "{2} before, or use a lock that is awaited",
          name, yields ? " by 'co_yield'" : "", lock.isGuard ? "end its scope" : "unlock it")
          .str());
  if (held.front().locked)
    finding.step(held.front().locked->getSourceRange(), "'" + name + "' takes the lock here");
  for (const HeldAt &more : held.drop_front())
    finding.step(more.suspension->getSourceRange(), "and it is held across this suspension too");
  if (const auto fix = scopeFix(lock, held.front(), function))
    finding.fix(*fix);
}

/// A guard that is a temporary lives to the end of its statement: 'table.wlock()->insert(co_await load())'.
static void checkTemporaries(const FlowGraph &graph, Summaries &summaries, Reporter &reporter) {
  const WrittenTree &tree = graph.tree();
  for (const auto *call : tree.every<clang::CallExpr>()) {
    if (!call->isPRValue() || !isThreadLockGuard(call->getType(), summaries.meaning()) ||
        !tree.enclosing<clang::Expr>(*call) || fateOf(*call, tree).kind == Fate::Kind::Kept)
      continue;
    for (const auto *suspension : tree.every<clang::CoroutineSuspendExpr>()) {
      const bool isTaken = tree.isInside(*call, *suspension) || call->getEndLoc() < suspension->getBeginLoc();
      if (!isTaken || &tree.fullExpression(*suspension) != &tree.fullExpression(*call) ||
          staysOnThread(*suspension, summaries))
        continue;
      reporter
          .report(suspension->getSourceRange(),
                  "the temporary that " + describe(call->getDirectCallee()) +
                      " returns holds a lock of this thread to the end of this statement, across the suspension; "
                      "await in a statement of its own")
          .step(call->getSourceRange(), "the lock is taken here");
      break;
    }
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine)
    return;
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  Summaries &summaries = function.unit->summaries;
  checkTemporaries(*graph, summaries, reporter);
  for (const Lock &lock : locksOf(*graph, summaries.meaning()))
    if (const std::vector<HeldAt> held = findHeld(*graph, lock, summaries); !held.empty())
      report(lock, held, function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a lock of the thread is held while the coroutine is suspended",
    .checkFunction = check,
};

} // namespace corolint
