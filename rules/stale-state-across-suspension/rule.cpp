#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "flow/Access.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Shared.h"

#include <clang/AST/ASTContext.h>
#include <llvm/ADT/FoldingSet.h>
#include <llvm/ADT/MapVector.h>

namespace corolint {

namespace {

/// One write of shared state that relies on what was read of it before a suspension.
struct Stale {
  const clang::Expr *write;
  const clang::Stmt *read, *suspension;
  bool inOneExpression;
};

enum State : unsigned { Unread, Tested, Suspended };

} // namespace

static bool isSame(const clang::Expr &a, const clang::Expr &b, const clang::ASTContext &ast) {
  llvm::FoldingSetNodeID first, second;
  a.IgnoreParenImpCasts()->Profile(first, ast, /*Canonical=*/true);
  b.IgnoreParenImpCasts()->Profile(second, ast, /*Canonical=*/true);
  return first == second;
}

static bool isInOrder(const clang::Stmt &a, const clang::Stmt &b, const clang::ASTContext &ast) {
  return ast.getSourceManager().isBeforeInTranslationUnit(a.getBeginLoc(), b.getBeginLoc());
}

/// The whole expression that reads a place: 'x' in 'x + 1', 'counters.sum' in 'counters.sum + 1'.
static const clang::Expr &readBy(const clang::Expr &name, const WrittenTree &tree) {
  const clang::Expr *whole = &name;
  while (const auto *member = llvm::dyn_cast_or_null<clang::MemberExpr>(tree.parent(*whole)))
    whole = member;
  return *whole;
}

/// 'x = x + co_await f()': the sum is made of the x from before the suspension.
static std::optional<Stale> inOneExpression(const Event &write, const FlowGraph &graph, const clang::ASTContext &ast) {
  const auto *assignment = llvm::dyn_cast<clang::BinaryOperator>(write.stmt);
  if (!assignment || assignment->getOpcode() != clang::BO_Assign)
    return std::nullopt;
  const WrittenTree &tree = graph.tree();
  std::optional<Stale> found;
  graph.forEach([&](const Event &read, Position) {
    if (found || read.kind != Event::Kind::Use || read.place != write.place || read.access != Access::Read ||
        !tree.isInside(*read.stmt, *assignment->getRHS()) ||
        !isSame(readBy(*read.expr(), tree), *assignment->getLHS(), ast))
      return;
    graph.forEach([&](const Event &event, Position) {
      if (event.kind == Event::Kind::Suspend && tree.isInside(*event.stmt, *assignment->getRHS()) &&
          !tree.isInside(*read.stmt, *event.stmt) && isInOrder(*read.stmt, *event.stmt, ast))
        found = Stale{assignment, read.stmt, event.stmt, true};
    });
  });
  return found;
}

/// Whether the write is the same whatever others have written: 'size = 0'. A flag tells that what was tested has been
/// done: 'if (!connected) { co_await connect(); connected = true; }'.
static bool setsConstant(const Event &write, const clang::ASTContext &ast) {
  const auto *assignment = llvm::dyn_cast<clang::BinaryOperator>(write.stmt);
  return assignment && assignment->getRHS()->isEvaluatable(ast) &&
         !llvm::isa<clang::CXXBoolLiteralExpr>(assignment->getRHS()->IgnoreParenImpCasts());
}

/// Whether a branch depends on this use.
static bool isTest(const Event &use, const WrittenTree &tree) {
  const clang::Stmt *below = use.stmt;
  for (const clang::Stmt *up = tree.parent(*use.stmt); up; below = up, up = tree.parent(*up)) {
    if (const auto *branch = llvm::dyn_cast<clang::IfStmt>(up))
      return below == branch->getCond() || below == branch->getConditionVariableDeclStmt() ||
             below == branch->getInit();
    if (llvm::isa<clang::CompoundStmt, clang::LambdaExpr>(up))
      return false;
  }
  return false;
}

/// Whether the coroutine holds something from an await to its end, as a lock: a local that nobody names again.
static bool holdsGuard(const FlowGraph &graph, AsyncModel &model) {
  llvm::MapVector<const clang::ValueDecl *, bool> guards;
  graph.forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    const clang::CXXRecordDecl *record = variable ? variable->getType()->getAsCXXRecordDecl() : nullptr;
    if (record && record->hasDefinition() && record->hasNonTrivialDestructor() && !variable->isReferenced())
      guards[variable] = true;
    if (event.kind == Event::Kind::Call) {
      const clang::Expr *object = objectOf(*event.stmt);
      if (object && model.hasRole(object->getType(), TypeRole::AsyncLock))
        guards[nullptr] = true;
    }
  });
  return !guards.empty();
}

/// Tested, then suspended, then assigned without another look.
static std::optional<Stale> checkThenAct(const clang::FieldDecl &field, const FlowGraph &graph) {
  std::optional<Stale> found;
  const clang::Stmt *suspension = nullptr, *test = nullptr;
  Exploration exploration(graph, /*followExceptions=*/false);
  exploration.from(graph.begin(), Unread, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
    if (found)
      return std::nullopt;
    if (event.kind == Event::Kind::Suspend && state == Tested) {
      suspension = event.stmt;
      return Suspended;
    }
    if (event.kind != Event::Kind::Use || event.place != &field)
      return state;
    if (event.access == Access::Write && event.whole) {
      if (state == Suspended)
        found = Stale{llvm::cast<clang::Expr>(event.stmt), test, suspension, false};
      return Unread;
    }
    if (!isTest(event, graph.tree()))
      return Unread; // looked at or changed in a way that is not followed
    test = event.stmt;
    return Tested;
  });
  return found;
}

static void report(const clang::ValueDecl &place, const Stale &stale, const FunctionFacts &function,
                   Reporter &reporter) {
  const std::string name = place.getNameAsString();
  const std::string message =
      stale.inOneExpression
          ? llvm::formatv("'{0}' is read before the suspension in this expression and written after it: what others "
                          "write to it meanwhile is lost; await first, then read and write '{0}'",
                          name)
                .str()
          : llvm::formatv("'{0}' was tested before a suspension, during which others may have set it, and is "
                          "overwritten here without another look; test it again after the await",
                          name)
                .str();
  FindingBuilder finding = reporter.report(stale.write->getSourceRange(), message);
  finding.tier(stale.inOneExpression ? Tier::Default : Tier::Strict);
  if (stale.read)
    finding.step(stale.read->getSourceRange(), "'" + name + "' is read here");
  finding.step(stale.suspension->getSourceRange(), "the coroutine is suspended here");
  if (!stale.inOneExpression)
    return;
  if (auto fix = nameFirstFix(function, *llvm::cast<clang::Expr>(stale.suspension), "result")) {
    fix->title = "await first";
    finding.fix(*fix);
  }
}

/// Whether `use` changes what it names, or an element of it: 'cached = ...', 'byName[key] = ...'.
static bool changes(const Event &use, const WrittenTree &tree) {
  if (use.access == Access::Write || use.access == Access::Update)
    return true;
  const Fate fate = use.access == Access::Method ? fateOf(*use.expr(), tree) : Fate();
  const auto *at = fate.by ? llvm::dyn_cast<clang::CXXOperatorCallExpr>(fate.by) : nullptr;
  if (!at || at->getOperator() != clang::OO_Subscript)
    return false;
  const Access access = usageOf(*at, tree).access;
  return access == Access::Write || access == Access::Update;
}

/// An object that all threads share, where the library gives each its own data.
static bool isSharedByThreads(const clang::ValueDecl *place, const FunctionFacts &function) {
  const LibraryData *library = libraryOf(function);
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(place);
  return library && library->threadPerCore && variable && variable->hasGlobalStorage() &&
         variable->getTLSKind() == clang::VarDecl::TLS_None && !variable->getType().isConstQualified() &&
         variable->getType()->getAsCXXRecordDecl();
}

static void reportShared(const clang::ValueDecl &place, const clang::Stmt &changed, Reporter &reporter) {
  const std::string name = place.getNameAsString();
  const bool isLocal = llvm::cast<clang::VarDecl>(place).isStaticLocal();
  FindingBuilder finding = reporter.report(
      isLocal ? place.getSourceRange() : changed.getSourceRange(),
      llvm::formatv("'{0}' is one object for all threads, but each core runs this coroutine on a thread of its "
                    "own: they test and set it at the same time; make it 'thread_local'",
                    name)
          .str());
  finding.step(changed.getSourceRange(), "'" + name + "' is set here");
  // What is not the function's own may be meant for one thread only.
  if (!isLocal)
    finding.tier(Tier::Strict);
}

/// Objects of all threads that are tested and then set across a suspension.
static void checkThreads(const FunctionFacts &function, const FlowGraph &graph, Reporter &reporter) {
  struct Seen {
    const clang::Stmt *changed = nullptr;
    bool isTested = false;
  };
  llvm::MapVector<const clang::ValueDecl *, Seen> places;
  bool suspends = false;
  graph.forEach([&](const Event &event, Position) {
    suspends |= event.kind == Event::Kind::Suspend;
    if (event.kind != Event::Kind::Use || !isSharedByThreads(event.place, function))
      return;
    Seen &seen = places[event.place];
    seen.isTested |= isTest(event, graph.tree());
    if (changes(event, graph.tree()))
      seen.changed = event.stmt;
  });
  for (const auto &[place, seen] : places)
    if (suspends && seen.isTested && seen.changed)
      reportShared(*place, *seen.changed, reporter);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph)
    return;
  checkThreads(function, *graph, reporter);
  llvm::MapVector<const clang::FieldDecl *, bool> fields;
  graph->forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.access != Access::Write || !isShared(*event.place, *graph))
      return;
    if (const auto stale = inOneExpression(event, *graph, function.unit->ast))
      return report(*event.place, *stale, function, reporter);
    if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(event.place);
        field && event.whole && !setsConstant(event, function.unit->ast))
      fields[field] = true;
  });
  if (fields.empty() || holdsGuard(*graph, function.unit->model))
    return;
  for (const auto &[field, _] : fields)
    if (const auto stale = checkThenAct(*field, *graph))
      report(*field, *stale, function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "shared state is written after a suspension on the strength of what was read before it",
    .checkFunction = check,
};

} // namespace corolint
