#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Awaits.h"
#include "facts/LoopTurns.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

/// Whether the await may let others run: not for a coroutine that awaits nothing itself.
static bool letsOthersRun(const clang::Stmt &suspension, Summaries &summaries) {
  const clang::CallExpr *call = awaitedCall(suspension);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return !callee || summaries.maySuspend(*callee) != Answer::No;
}

/// Whether the loop is ever left other than by an exception.
static bool isLeft(const clang::Stmt &loop, const LoopTurn &turn, const FlowGraph &graph) {
  bool left = false;
  Exploration exploration(graph);
  exploration.from(
      *turn.inside, 0,
      [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        if (event.kind == Event::Kind::Return || (event.stmt && !graph.tree().isInside(*event.stmt, loop)))
          left = true;
        return left ? std::nullopt : std::optional(state);
      },
      [&](unsigned, bool byException) { left |= !byException; });
  return left;
}

/// Whether the rest of the coroutine may run on a thread that has nothing else to do.
static bool leavesLoop(const FunctionFacts &function) {
  return function.runs != Runs::Coroutine || llvm::any_of(function.calls, [](const KnownCall &call) {
           return call.role.entry->role == Role::SwitchesThread;
         });
}

/// 'do { ... } while (0)' of a macro has one turn.
static bool hasOneTurn(const clang::Stmt &loop, const clang::ASTContext &ast) {
  const auto *once = llvm::dyn_cast<clang::DoStmt>(&loop);
  bool again = true;
  return once && once->getCond()->EvaluateAsBooleanCondition(again, ast) && !again;
}

/// Whether the range has any number of elements, and was filled by others.
static bool isUnbounded(const clang::Expr &range, const FlowGraph &graph, const clang::ASTContext &ast) {
  const clang::CXXRecordDecl *record = range.getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || !isStandard(*record) || record->isAggregate() ||
      record->lookup(&ast.Idents.get("size")).empty())
    return false;
  const clang::ValueDecl *place = rootOf(range).place;
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(place);
  const bool isOwn = variable && variable->isLocalVarDecl() && variable->hasLocalStorage() &&
                     !variable->getType()->isReferenceType() && variable->getDeclContext() == &graph.function();
  return place && !isOwn;
}

static bool mayTakeLong(const clang::FunctionDecl &callee, const UnitFacts &unit) {
  if (isStandard(callee) || unit.summaries.isWork(callee.getReturnType()) || !unit.model.roles(callee).empty() ||
      callee.isOverloadedOperator() || callee.isTemplateInstantiation())
    return false;
  const FunctionFacts *body = bodyOf(callee, unit);
  return !body || !body->loops.empty();
}

/// Whether each turn calls something with the element that may take a while: its body is elsewhere, or loops itself.
static bool worksOnElements(const clang::CXXForRangeStmt &loop, const FlowGraph &graph, const UnitFacts &unit) {
  bool works = false;
  graph.forEach([&](const Event &use, Position) {
    if (use.kind != Event::Kind::Use || use.place != loop.getLoopVariable() ||
        !graph.tree().isInside(*use.stmt, *loop.getBody()))
      return;
    const Fate fate = fateOf(*use.expr(), graph.tree());
    const clang::FunctionDecl *callee =
        fate.kind == Fate::Kind::Argument && llvm::isa<clang::CallExpr>(fate.by) ? calleeOf(*fate.by) : nullptr;
    works |= callee && mayTakeLong(*callee, unit);
  });
  return works;
}

/// The container that a loop counts through: 'i < names.size()', 'it != names.end()'.
static const clang::Expr *countedThrough(const clang::ForStmt &loop) {
  llvm::SmallVector<const clang::Stmt *, 8> open = {loop.getCond()};
  while (!open.empty()) {
    const clang::Stmt *stmt = open.pop_back_val();
    if (!stmt)
      continue;
    const auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(stmt);
    const clang::CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    if (method && method->getIdentifier() && (method->getName() == "size" || method->getName() == "end"))
      return call->getImplicitObjectArgument();
    open.append(stmt->child_begin(), stmt->child_end());
  }
  return nullptr;
}

/// As worksOnElements, where elements are named by '*it' or 'names[i]'.
static bool worksThrough(const clang::ForStmt &loop, const clang::ValueDecl &container, const FlowGraph &graph,
                         const UnitFacts &unit) {
  const auto *init = llvm::dyn_cast_or_null<clang::DeclStmt>(loop.getInit());
  const clang::Decl *counter = init && init->isSingleDecl() ? init->getSingleDecl() : nullptr;
  bool works = false;
  graph.forEach([&](const Event &event, Position) {
    const bool isInside = event.kind == Event::Kind::Call && llvm::isa<clang::CallExpr>(event.stmt) &&
                          graph.tree().isInside(*event.stmt, *loop.getBody());
    const clang::FunctionDecl *callee = isInside ? calleeOf(*event.stmt) : nullptr;
    if (!callee || !mayTakeLong(*callee, unit))
      return;
    for (const clang::Expr *argument : argumentsOf(*event.stmt))
      if (const clang::ValueDecl *place = rootOf(*argument).place)
        works |= place == &container || place == counter;
  });
  return works;
}

static bool isOverUnbounded(const clang::Stmt &loop, const FlowGraph &graph, const UnitFacts &unit) {
  if (const auto *range = llvm::dyn_cast<clang::CXXForRangeStmt>(&loop))
    return isUnbounded(*range->getRangeInit(), graph, unit.ast) && worksOnElements(*range, graph, unit);
  const auto *repeat = llvm::dyn_cast<clang::ForStmt>(&loop);
  const clang::Expr *container = repeat ? countedThrough(*repeat) : nullptr;
  return container && isUnbounded(*container, graph, unit.ast) &&
         worksThrough(*repeat, *rootOf(*container).place, graph, unit);
}

static const clang::Stmt *bodyOfLoop(const clang::Stmt &loop) {
  if (const auto *range = llvm::dyn_cast<clang::CXXForRangeStmt>(&loop))
    return range->getBody();
  if (const auto *repeat = llvm::dyn_cast<clang::ForStmt>(&loop))
    return repeat->getBody();
  if (const auto *again = llvm::dyn_cast<clang::DoStmt>(&loop))
    return again->getBody();
  return llvm::cast<clang::WhileStmt>(loop).getBody();
}

/// Lets others run in each turn.
static std::optional<Fix> yieldFix(const clang::Stmt &loop, const FunctionFacts &function) {
  const LibraryData *library = libraryOf(function);
  const auto *block = llvm::dyn_cast_or_null<clang::CompoundStmt>(bodyOfLoop(loop));
  if (!library || !library->yield || !block || !isWritable(function, loop.getSourceRange()))
    return std::nullopt;
  Fix fix{"let others run in each turn",
          /*safe=*/false,
          {{function.unit->places.after(block->getLBracLoc()), "\n    " + library->yield->text + ";"}}};
  addInclude(*function.unit, library->yield->include, fix);
  return fix;
}

static void report(const clang::Stmt &loop, const std::string &message, Tier tier, const FunctionFacts &function,
                   Reporter &reporter) {
  FindingBuilder finding = reporter.report(headOf(loop), message);
  finding.tier(tier);
  if (const auto fix = yieldFix(loop, function))
    finding.fix(*fix);
}

static void checkLoop(const clang::Stmt &loop, const FunctionFacts &function, const FlowGraph &graph,
                      Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const LoopTurn turn = turnOf(loop, graph, summaries);
  if (llvm::any_of(turn.suspensions, [&](const clang::Stmt *one) { return letsOthersRun(*one, summaries); }))
    return;
  const bool asksForPreemption = llvm::any_of(function.calls, [&](const KnownCall &call) {
    return call.role.entry->role == Role::Yields && graph.tree().isInside(*call.expr, loop);
  });
  if (asksForPreemption)
    return;
  const bool isRange = llvm::isa<clang::CXXForRangeStmt>(loop);
  if (isRange || isOverUnbounded(loop, graph, *function.unit)) {
    if (isOverUnbounded(loop, graph, *function.unit))
      report(loop,
             "this loop goes over any number of elements and never suspends the coroutine, so no other task runs until "
             "it has ended; yield now and then",
             Tier::Strict, function, reporter);
    return;
  }
  if (!turn.inside)
    return;
  const bool spins = turn.polled && !turn.works;
  if (!spins && isLeft(loop, turn, graph))
    return;
  const std::string message =
      spins ? "this loop waits for '" + turn.polled->getNameAsString() +
                  "' to change, but never suspends the coroutine: whoever is to change it on this thread never runs; "
                  "await an event"
            : "this loop never ends and never suspends the coroutine: no other task of its thread runs again; await "
              "something in each turn";
  report(loop, message, Tier::Default, function, reporter);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine || function.loops.empty() || leavesLoop(function) ||
      function.unit->model.type(function.function->getReturnType()).generator)
    return;
  if (const FlowGraph *graph = function.flow())
    for (const clang::Stmt *loop : function.loops)
      if (graph->tree().contains(*loop) && !hasOneTurn(*loop, function.unit->ast))
        checkLoop(*loop, function, *graph, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a loop in a coroutine can run long without letting others run",
    .checkFunction = check,
};

} // namespace corolint
