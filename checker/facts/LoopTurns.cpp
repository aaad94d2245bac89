#include "LoopTurns.h"

#include "Awaits.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "flow/Shared.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/DenseSet.h>

namespace corolint {

// Functions that only look at a member are followed this deep: 'done()' that calls 'state.done()'.
static constexpr unsigned maxDepth = 3;

static bool onlyLooks(const clang::FunctionDecl &callee, Summaries &summaries, unsigned depth);

/// Whether a function of the standard library only looks at what it gets: 'flag.load()', 'queue.empty()', 'a == b'.
static bool onlyLooksStandard(const clang::FunctionDecl &callee, Summaries &summaries) {
  if (callee.getIdentifier() && callee.getName() == "now")
    return false; // a deadline is no flag
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (llvm::isa<clang::CXXConstructorDecl>(callee))
    return true;
  if (method && method->isInstance()) {
    const clang::QualType owner = summaries.context().getRecordType(method->getParent());
    const bool isAtomic = llvm::StringRef(unqualifiedName(*method->getParent())).contains("atomic");
    return method->isConst() && !summaries.meaning().hasRole(owner, TypeRole::Token) &&
           (isAtomic || method->getNumParams() == 0 || method->isOverloadedOperator());
  }
  return llvm::none_of(callee.parameters(), [](const clang::ParmVarDecl *parameter) {
    const clang::QualType type = parameter->getType();
    return (type->isLValueReferenceType() && !type->getPointeeType().isConstQualified()) || type->isPointerType();
  });
}

/// Whether the body only reads members and says what it has read.
static bool onlyLooksInside(const clang::FunctionDecl &callee, Summaries &summaries, unsigned depth) {
  const FlowGraph *body = depth < maxDepth ? summaries.flow(callee) : nullptr;
  if (!body)
    return false;
  bool looks = true;
  body->forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use)
      looks &= event.access == Access::Read || event.access == Access::Method;
    else if (event.kind == Event::Kind::Call) {
      const clang::FunctionDecl *inner = calleeOf(*event.stmt);
      looks &= inner && onlyLooks(*inner, summaries, depth + 1);
    } else
      looks &= event.kind == Event::Kind::Return;
  });
  return looks;
}

static bool onlyLooks(const clang::FunctionDecl &callee, Summaries &summaries, unsigned depth) {
  if (isStandard(callee))
    return onlyLooksStandard(callee, summaries);
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  return method && method->isConst() && onlyLooksInside(callee, summaries, depth);
}

namespace {

class TurnReader {
public:
  TurnReader(const clang::Stmt &loop, const FlowGraph &graph, Summaries &summaries)
      : loop(loop), graph(graph), summaries(summaries) {}

  LoopTurn read();

private:
  void look(const Event &event);
  bool isAwaited(const clang::Stmt &stmt) const;
  bool setsTimer(const clang::Stmt &call) const;

  const clang::Stmt &loop;
  const FlowGraph &graph;
  Summaries &summaries;
  LoopTurn turn;
  llvm::DenseSet<const clang::Stmt *> awaits; // of turn.suspensions, which many nested loops share
};

} // namespace

/// The member function that is called on what `use` names.
static const clang::FunctionDecl *calledOn(const Event &use, const WrittenTree &tree) {
  const Fate fate = fateOf(*use.expr(), tree);
  return fate.kind == Fate::Kind::Receiver ? calleeOf(*fate.by) : nullptr;
}

/// Whether the expression is part of what an await waits for.
bool TurnReader::isAwaited(const clang::Stmt &stmt) const {
  for (const clang::Stmt *up = &stmt; up && llvm::isa<clang::Expr>(up); up = graph.tree().parent(*up))
    if (awaits.contains(up))
      return true;
  return false;
}

/// Whether a member is called of the object that the turn then awaits: 'timer.expires_after(5ms)'.
bool TurnReader::setsTimer(const clang::Stmt &call) const {
  const clang::Expr *object = objectOf(call);
  const clang::ValueDecl *place = object ? rootOf(*object).place : nullptr;
  return place && llvm::any_of(turn.suspensions, [&](const clang::Stmt *suspension) {
           const clang::CallExpr *awaited = awaitedCall(*suspension);
           const clang::Expr *timer = awaited ? objectOf(*awaited) : nullptr;
           return timer && rootOf(*timer).place == place;
         });
}

void TurnReader::look(const Event &event) {
  if (event.kind == Event::Kind::Use && event.access == Access::Method) {
    const Fate fate = fateOf(*event.expr(), graph.tree());
    if (fate.by && setsTimer(*fate.by))
      return;
  }
  if (event.kind == Event::Kind::Call) {
    if (setsTimer(*event.stmt))
      return;
    const clang::FunctionDecl *callee = calleeOf(*event.stmt);
    turn.works |= !callee || !onlyLooks(*callee, summaries, 0);
  } else if (event.kind == Event::Kind::Closure) {
    turn.works = true;
  } else if (event.kind == Event::Kind::Use && event.place) {
    const bool reads = event.access == Access::Read || event.access == Access::Method || event.access == Access::Bind;
    const bool isVolatile = event.place->getType().getNonReferenceType().isVolatileQualified();
    turn.works |= !reads || isVolatile;
    if (!turn.polled && reads && !isVolatile && isShared(*event.place, graph))
      turn.polled = event.place;
  } else if (event.kind == Event::Kind::Use && !turn.polled) {
    turn.polled = calledOn(event, graph.tree()); // 'is_up()' of the object itself
  }
}

LoopTurn TurnReader::read() {
  graph.forEach([&](const Event &event, Position position) {
    if (!event.stmt || !graph.tree().isInside(*event.stmt, loop))
      return;
    turn.hasEvents = true;
    if (!turn.inside)
      turn.inside = position;
    if (event.kind == Event::Kind::Suspend) {
      turn.suspensions.push_back(event.stmt);
      awaits.insert(event.stmt);
    }
  });
  graph.forEach([&](const Event &event, Position) {
    if (event.stmt && graph.tree().isInside(*event.stmt, loop) && !isAwaited(*event.stmt))
      look(event);
  });
  return std::move(turn);
}

LoopTurn turnOf(const clang::Stmt &loop, const FlowGraph &graph, Summaries &summaries) {
  return TurnReader(loop, graph, summaries).read();
}

clang::SourceRange headOf(const clang::Stmt &loop) {
  if (const auto *repeat = llvm::dyn_cast<clang::WhileStmt>(&loop))
    return {repeat->getWhileLoc(), repeat->getRParenLoc()};
  if (const auto *repeat = llvm::dyn_cast<clang::ForStmt>(&loop))
    return {repeat->getForLoc(), repeat->getRParenLoc()};
  if (const auto *range = llvm::dyn_cast<clang::CXXForRangeStmt>(&loop))
    return {range->getForLoc(), range->getRParenLoc()};
  return {loop.getBeginLoc(), loop.getBeginLoc()};
}

} // namespace corolint
