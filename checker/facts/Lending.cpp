#include "Lending.h"

#include "flow/Access.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Joins.h"

#include <llvm/Support/FormatVariadic.h>

namespace corolint {

using Kind = TaskLife::Kind;

/// Whether the variable that keeps a task is named again: then the task may be awaited before anything dies.
static bool isUsedAfter(const clang::VarDecl &keeper, const FlowGraph &graph, Position position) {
  position.index += 1;
  return reach(graph, position,
               [&](const Event &event) { return event.kind == Event::Kind::Use && event.place == &keeper; }) != nullptr;
}

/// Whether a task in `keeper` is destroyed before `lent` is: it is declared later in the same or an inner block.
static bool diesFirst(const clang::VarDecl &keeper, const clang::VarDecl &lent) {
  return lent.getLocation() < keeper.getLocation() || llvm::isa<clang::ParmVarDecl>(lent);
}

/// Whether `keeper` is used when `lent` has died, without having been used between `position` and then: what it keeps
/// has not been awaited in time.
static bool isUsedBehindDeath(const clang::VarDecl &keeper, const clang::VarDecl &lent, const FlowGraph &graph,
                              Position position, const clang::Expr &call) {
  const clang::Stmt &statement = graph.tree().fullExpression(call);
  bool found = false;
  Exploration exploration(graph);
  exploration.from({position.block, position.index + 1}, false,
                   [&](const Event &event, Position, unsigned isDead) -> std::optional<unsigned> {
                     if (event.kind == Event::Kind::End && event.place == &lent)
                       return true;
                     if (event.kind != Event::Kind::Use || event.place != &keeper ||
                         graph.tree().isInside(*event.stmt, statement))
                       return isDead;
                     found |= isDead;
                     return std::nullopt;
                   });
  return found;
}

/// Whether a callee of which no body is seen may be expected to move from the argument: 'future.then([] {...})',
/// 'queue.push(Request())'. Whoever takes an rvalue reference says so.
static bool isLikelyMoved(const Borrow &borrow, const clang::Expr &call) {
  if (borrow.late.answer != Answer::Unknown || borrow.isObject() || borrow.byClosure)
    return false;
  const clang::ParmVarDecl *taken = parameterOf(call, borrow.index);
  return taken && taken->getType()->isRValueReferenceType();
}

static bool dangles(const Borrow &borrow, const TaskLife &life, const FlowGraph &graph, Position position,
                    const clang::Expr &call, Summaries &summaries) {
  const bool usedLate = borrow.late.answer == Answer::Yes;
  switch (life.kind) {
  case Kind::Statement:
  case Kind::Unknown:
    return false;
  case Kind::Variable:
    return usedLate &&
           (borrow.temporary || (!diesFirst(*life.variable, *borrow.variable) &&
                                 (!isUsedAfter(*life.variable, graph, position) ||
                                  isUsedBehindDeath(*life.variable, *borrow.variable, graph, position, call))));
  case Kind::Lost:
    return usedLate && borrow.temporary && summaries.meaning().type(call.getType()).start == Start::Eager;
  case Kind::Caller:
    return borrow.late.answer != Answer::No && !isLikelyMoved(borrow, call);
  case Kind::Beyond:
    return usedLate && (borrow.temporary || !mayBeJoined(graph, position, call, summaries));
  }
  return false;
}

/// Loans to callees that the unit does not show count where the work is returned, since whoever awaits it does so
/// later.
static std::vector<Dangling> findDangling(const FlowGraph &graph, Summaries &summaries) {
  std::vector<Dangling> result;
  graph.forEach([&](const Event &event, Position position) {
    if (event.kind != Event::Kind::Call)
      return;
    const clang::FunctionDecl *callee = calleeOf(*event.stmt);
    // A reference to work gives access to work that somebody made elsewhere.
    if (!callee || callee->getReturnType()->isReferenceType() || !summaries.isWork(callee->getReturnType()) ||
        isCastToRValue(*event.stmt) || llvm::isa<clang::CXXConstructorDecl, clang::CXXConversionDecl>(callee))
      return;
    const std::vector<Borrow> borrows = borrowsOf(*event.expr(), graph, summaries);
    if (borrows.empty())
      return;
    const TaskLife life = summaries.lifeOf(*event.expr(), graph);
    for (const Borrow &borrow : borrows)
      if (dangles(borrow, life, graph, position, *event.expr(), summaries))
        result.push_back({event.expr(), callee, borrow, life});
  });
  return result;
}

const std::vector<Dangling> &FunctionFacts::danglingLoans() const {
  if (!loans) {
    const FlowGraph *graph = flow();
    loans = graph ? findDangling(*graph, unit->summaries) : std::vector<Dangling>();
  }
  return *loans;
}

std::string lentName(const Borrow &borrow) {
  return borrow.variable ? "'" + borrow.variable->getNameAsString() + "'" : "the temporary";
}

std::string describeUse(const LateUse &late, const Places &places) {
  if (late.answer != Answer::Yes)
    return "may use it later: its body is not seen here";
  const std::string when = late.suspension ? "after its first suspension" : "when it has been started, later";
  return llvm::formatv("uses it {0} (line {1})", when, places.line(late.use->getBeginLoc())).str();
}

} // namespace corolint
