#include "Lending.h"

#include "flow/Access.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Joins.h"
#include "flow/Subject.h"

#include <clang/AST/DeclTemplate.h>
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

/// The parameter as the template has it: 'Args &&...' of a call that binds a variable to 'int &'.
static const clang::ParmVarDecl *writtenParameter(const clang::FunctionDecl &callee, unsigned index) {
  const clang::FunctionTemplateDecl *primary = callee.getPrimaryTemplate();
  const clang::FunctionDecl *pattern = primary ? primary->getTemplatedDecl() : nullptr;
  if (!pattern || pattern->getNumParams() == 0)
    return nullptr;
  return pattern->getParamDecl(std::min(index, pattern->getNumParams() - 1)); // a pack stands last
}

/// Whether a callee of which no body is seen may be expected to move from the argument: 'future.then([] {...})',
/// 'queue.push(Request())'. Whoever takes an rvalue reference says so; whoever takes all that there is, as 'T &&' of a
/// template, hands it on or keeps a copy.
static bool isLikelyMoved(const Borrow &borrow, const clang::Expr &call) {
  if (borrow.late.answer != Answer::Unknown || borrow.isObject() || borrow.byClosure)
    return false;
  const clang::ParmVarDecl *taken = parameterOf(call, borrow.index);
  const clang::FunctionDecl *callee = calleeOf(call);
  const clang::ParmVarDecl *written = callee ? writtenParameter(*callee, borrow.index) : nullptr;
  if (!taken || !written)
    return taken && taken->getType()->isRValueReferenceType();
  const auto *pack = written->getType()->getAs<clang::PackExpansionType>();
  return (pack ? pack->getPattern() : written->getType())->isRValueReferenceType();
}

static bool dangles(const Borrow &borrow, const TaskLife &life, const FlowGraph &graph, Position position,
                    const clang::Expr &call, Summaries &summaries) {
  const AsyncType &type = summaries.meaning().type(call.getType());
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
    return usedLate && type.start == Start::Eager && type.drop != Drop::Blocks &&
           (borrow.temporary || !mayBeJoined(graph, position, call, summaries, borrow.variable));
  case Kind::Caller:
    return borrow.late.answer != Answer::No && !isLikelyMoved(borrow, call);
  case Kind::Beyond:
    return usedLate && (borrow.temporary || !mayBeJoined(graph, position, call, summaries, borrow.variable));
  }
  return false;
}

/// Text by reference: 'const std::string &' of an argument that converts to a view of itself.
static bool isText(clang::QualType type, AsyncModel &model) {
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  return llvm::any_of(record->getVisibleConversionFunctions(), [&](const clang::NamedDecl *found) {
    const auto *conversion = llvm::dyn_cast<clang::CXXConversionDecl>(found->getUnderlyingDecl());
    return conversion && model.hasRole(conversion->getConversionType(), TypeRole::View);
  });
}

/// A class that only refers to what it works on, as 'file' and 'std::shared_ptr' do: all its data are pointers, or
/// objects with '->'. Copies of it go on when one dies.
static bool isHandle(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || record->field_empty())
    return false;
  return llvm::all_of(record->fields(), [](const clang::FieldDecl *field) {
    const clang::CXXRecordDecl *inner = field->getType()->getAsCXXRecordDecl();
    return field->getType()->isPointerType() ||
           (inner && inner->hasDefinition() && hasOperator(*inner, clang::OO_Arrow));
  });
}

/// Eager work has begun when its function returns, so a body that is not seen had the time to copy, and those that take
/// paths, other texts and views mostly do. What is called like a function may be anything, a handle outlives itself,
/// and work on a local object that is kept for a while may have ended by then.
static bool isGuess(const Dangling &loan, const FlowGraph &graph, AsyncModel &model) {
  const Borrow &borrow = loan.borrow;
  if (borrow.late.answer != Answer::Unknown || model.type(loan.call->getType()).start != Start::Eager)
    return false;
  if (borrow.isObject())
    return loan.callee->getOverloadedOperator() == clang::OO_Call || isHandle(borrow.argument->getType()) ||
           (borrow.variable && loan.life.by && !graph.tree().isInside(*loan.call, *loan.life.by));
  const clang::ParmVarDecl *taken = parameterOf(*loan.call, borrow.index);
  return taken && (model.hasRole(taken->getType(), TypeRole::View) || isText(taken->getType(), model));
}

/// As it is if the callee, of which no body is seen, uses it late.
static Borrow supposed(Borrow borrow) {
  if (borrow.late.answer == Answer::Unknown)
    borrow.late.answer = Answer::Yes;
  return borrow;
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
    for (const Borrow &borrow : borrows) {
      const auto is = [&](const Borrow &such) {
        return !borrow.isCaptured && dangles(such, life, graph, position, *event.expr(), summaries);
      };
      const bool isShown = is(borrow);
      if (!isShown && !is(supposed(borrow)))
        continue;
      result.push_back({event.expr(), callee, borrow, life});
      result.back().isSupposed = !isShown;
      result.back().isGuess = isGuess(result.back(), graph, summaries.meaning());
    }
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

bool isOpen(const Dangling &loan) { return loan.borrow.late.answer == Answer::Unknown && !loan.callee->isDefined(); }

std::string describeUse(const LateUse &late, const Places &places) {
  if (late.answer != Answer::Yes)
    return "may use it later: its body is not seen here";
  const std::string when = late.suspension ? "after its first suspension" : "when it has been started, later";
  return llvm::formatv("uses it {0} (line {1})", when, places.line(late.use->getBeginLoc())).str();
}

} // namespace corolint
