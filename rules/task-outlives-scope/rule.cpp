#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Awaits.h"
#include "flow/Borrows.h"
#include "flow/Consumption.h"
#include "flow/Fate.h"
#include "flow/Roots.h"

#include <llvm/ADT/DenseSet.h>

namespace corolint {

namespace {

/// Work that runs by itself, and where it is joined.
struct Running {
  const clang::Expr *work;          // the call that makes it
  const clang::Stmt *started;       // the call that starts it
  const clang::ValueDecl *joinedBy; // a variable that holds its handle, or the scope that runs it
  bool isScope;
  Position from;
};

/// The way on which what was lent dies while the work runs.
struct Way {
  const clang::Stmt *leftBy; // the await that throws, the return, the throw; null: the end of the block
};

} // namespace

/// Whether dropping the handle leaves the work running.
static bool goesOnWhenDropped(clang::QualType handle, AsyncModel &model) {
  const AsyncType &type = model.type(handle);
  return type.start == Start::Eager && (type.drop == Drop::Detaches || type.drop == Drop::LosesError);
}

static const clang::VarDecl *handleOf(const clang::Expr &value, const WrittenTree &tree, AsyncModel &model) {
  const Fate fate = fateOf(value, tree);
  const bool isKept = fate.kind == Fate::Kind::Kept && !fate.isPart && fate.variable;
  return isKept && fate.variable->hasLocalStorage() && !fate.variable->getType()->isReferenceType() &&
                 goesOnWhenDropped(fate.variable->getType(), model)
             ? fate.variable
             : nullptr;
}

/// What runs the work that the call at `position` makes, where the body joins it by name.
static std::optional<Running> runningFrom(const clang::Expr &work, const FlowGraph &graph, Position position,
                                          Summaries &summaries) {
  AsyncModel &model = summaries.meaning();
  if (const clang::VarDecl *handle = handleOf(work, graph.tree(), model))
    return Running{&work, &work, handle, false, position};
  const TaskLife life = summaries.lifeOf(work, graph);
  const auto *spawn = life.kind == TaskLife::Kind::Beyond ? llvm::dyn_cast_or_null<clang::CallExpr>(life.by) : nullptr;
  const clang::FunctionDecl *callee = spawn ? spawn->getDirectCallee() : nullptr;
  if (!callee || !model.role(*callee, Role::Spawns))
    return std::nullopt;
  if (const clang::VarDecl *handle = handleOf(*spawn, graph.tree(), model))
    return Running{&work, spawn, handle, false, position};
  const clang::Expr *scope = objectOf(*spawn);
  const clang::ValueDecl *place = scope ? rootOf(*scope).place : nullptr;
  return place ? std::optional(Running{&work, spawn, place, true, position}) : std::nullopt;
}

/// Whether `event` may wait for the work, or hands it to somebody who may.
static bool mayJoin(const Event &event, const Running &running, const FlowGraph &graph, AsyncModel &model) {
  if (event.kind != Event::Kind::Use || event.place != running.joinedBy ||
      graph.tree().isInside(*event.stmt, graph.tree().fullExpression(*running.work)))
    return false;
  if (!running.isScope)
    return consumptionOf(event, graph, model) != Consumption::Looks;
  const Fate fate = fateOf(*event.expr(), graph.tree());
  const clang::FunctionDecl *callee = fate.kind == Fate::Kind::Receiver ? calleeOf(*fate.by) : nullptr;
  return !callee || !model.role(*callee, Role::Spawns);
}

/// Whether an await of the work, directly or through its scope, is somewhere behind its start.
static bool isJoinedSomewhere(const Running &running, const FlowGraph &graph, AsyncModel &model) {
  bool joined = false;
  graph.forEach([&](const Event &event, Position) {
    joined |= event.kind == Event::Kind::Use && running.started->getEndLoc() < event.stmt->getBeginLoc() &&
              mayJoin(event, running, graph, model) && graph.tree().enclosing<clang::CoawaitExpr>(*event.stmt);
  });
  return joined;
}

/// The end of a scope that dies before what was lent may wait for the work.
static bool endMayWait(const Running &running, const clang::VarDecl &lent) {
  const auto *scope = llvm::dyn_cast<clang::VarDecl>(running.joinedBy);
  return running.isScope && scope && scope->hasLocalStorage() && !scope->getType()->isReferenceType() &&
         lent.getLocation() < scope->getLocation();
}

namespace {

/// Looks for a way from the start of the work to the end of what was lent without a join.
class Search {
public:
  Search(const FlowGraph &graph, const Running &running, const clang::VarDecl &lent, const FunctionFacts &function)
      : graph(graph), running(running), lent(lent), model(function.unit->model),
        sleepsThrow(libraryOf(function) && libraryOf(function)->cancelsAwaits) {}

  std::optional<Way> find();

private:
  struct Visit {
    Position position;
    const Event *last; // that may have sent control this way
  };

  void follow(Visit visit);
  void enter(unsigned block, const Event *last);
  bool mayThrow(const Event &event) const;

  const FlowGraph &graph;
  const Running &running;
  const clang::VarDecl &lent;
  AsyncModel &model;
  const bool sleepsThrow;
  std::vector<Visit> visits;
  llvm::DenseSet<std::pair<unsigned, const Event *>> seen;
  std::optional<Way> found;
};

} // namespace

/// Only awaits and 'throw' count: other calls throw for want of memory at most, which few programs outlive.
bool Search::mayThrow(const Event &event) const {
  if (event.kind == Event::Kind::Throw)
    return true;
  if (event.kind != Event::Kind::Suspend || !llvm::isa<clang::CoawaitExpr>(event.stmt))
    return false;
  const clang::CallExpr *call = awaitedCall(*event.stmt);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (callee && model.role(*callee, Role::NeverFails))
    return false;
  return sleepsThrow || (!isSleep(*event.stmt, model) && !isYield(*event.stmt, model));
}

void Search::enter(unsigned block, const Event *last) {
  if (seen.insert({block, last}).second)
    visits.push_back({{block, 0}, last});
}

void Search::follow(Visit visit) {
  const FlowBlock &block = graph.blocks()[visit.position.block];
  const Event *last = visit.last;
  const Event *thrower = block.events.empty() ? last : nullptr;
  for (unsigned index = visit.position.index; index < block.events.size(); ++index) {
    const Event &event = block.events[index];
    if (mayJoin(event, running, graph, model))
      return;
    if (event.kind == Event::Kind::End && event.place == &lent) {
      found = Way{last ? last->stmt : nullptr};
      return;
    }
    thrower = &event;
    if (event.kind == Event::Kind::Return || mayThrow(event))
      last = &event;
  }
  const bool throws = thrower && mayThrow(*thrower);
  for (const unsigned next : block.next)
    if (next != graph.exit())
      enter(next, last);
  for (const unsigned next : throws ? llvm::ArrayRef<unsigned>(block.onThrow) : llvm::ArrayRef<unsigned>()) {
    if (next == graph.exit())
      found = Way{thrower->stmt};
    else
      enter(next, thrower);
  }
}

std::optional<Way> Search::find() {
  Position start = running.from;
  start.index += 1;
  visits.push_back({start, nullptr});
  for (std::size_t next = 0; next < visits.size() && !found; ++next)
    follow(visits[next]);
  return found;
}

/// The first statement behind the start of the work that joins it: 'co_await task'.
static const clang::CoawaitExpr *joinOf(const Running &running, const WrittenTree &tree) {
  for (const auto *await : tree.every<clang::CoawaitExpr>()) {
    const clang::Stmt *above = tree.above(*await).stmt;
    if (await->getBeginLoc() < running.started->getEndLoc() || !llvm::isa_and_nonnull<clang::CompoundStmt>(above))
      continue;
    for (const auto *name : tree.every<clang::DeclRefExpr>())
      if (name->getDecl() == running.joinedBy && tree.isInside(*name, *await))
        return await;
  }
  return nullptr;
}

/// Joins the work on the way that forgets it, or lets it own what it was lent.
static std::optional<Fix> fixFor(const Running &running, const Borrow &borrow, const Way &way,
                                 const clang::FunctionDecl &callee, const FunctionFacts &function) {
  const clang::CoawaitExpr *join = joinOf(running, function.flow()->tree());
  if (join && llvm::isa_and_nonnull<clang::CoreturnStmt, clang::CXXThrowExpr>(way.leftBy) &&
      isWritable(function, join->getSourceRange()))
    return precedeFix(function, *way.leftBy, function.unit->places.text(join->getSourceRange()) + ";",
                      "join it on this way too");
  return borrow.isObject() || borrow.byClosure ? std::nullopt : byValueFix(callee, borrow.index, *function.unit);
}

static void report(const Running &running, const Borrow &borrow, const Way &way, const clang::FunctionDecl &callee,
                   const FunctionFacts &function, Reporter &reporter) {
  const std::string name = borrow.variable->getNameAsString();
  const auto *await = llvm::dyn_cast_or_null<clang::CoawaitExpr>(way.leftBy);
  const llvm::StringRef when = await ? "when an await before that throws"
                               : llvm::isa_and_nonnull<clang::CXXThrowExpr>(way.leftBy) ? "on an exception's way"
                                                                                        : "on a way that leaves before";
  FindingBuilder finding =
      reporter.report(borrow.argument->getSourceRange(),
                      llvm::formatv("'{0}' is lent to work that '{1}' joins later, but {2}, '{0}' dies while {3} goes "
                                    "on and uses it; hand it over by value, or join the work on every way",
                                    name, running.joinedBy->getNameAsString(), when, describe(&callee))
                          .str());
  if (way.leftBy)
    finding.step(way.leftBy->getSourceRange(), "this leaves without a join");
  finding.tier(await ? Tier::Strict : Tier::Default);
  if (const auto fix = fixFor(running, borrow, way, callee, function))
    finding.fix(*fix);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph)
    return;
  Summaries &summaries = function.unit->summaries;
  graph->forEach([&](const Event &event, Position position) {
    const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
    if (!callee || !summaries.isWork(callee->getReturnType()) || llvm::isa<clang::CXXConstructorDecl>(callee))
      return;
    const std::optional<Running> running = runningFrom(*event.expr(), *graph, position, summaries);
    if (!running || !isJoinedSomewhere(*running, *graph, summaries.meaning()))
      return;
    for (const Borrow &borrow : borrowsOf(*event.expr(), *graph, summaries)) {
      if (!borrow.variable || borrow.late.answer != Answer::Yes || endMayWait(*running, *borrow.variable))
        continue;
      if (const auto way = Search(*graph, *running, *borrow.variable, function).find())
        return report(*running, borrow, *way, *callee, function, reporter); // one finding a start of work
    }
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a variable is lent to running work and dies before the work is joined",
    .checkFunction = check,
};

} // namespace corolint
