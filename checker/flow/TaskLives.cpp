// The part of Summaries that follows work from where it is made: who awaits it, and when.
#include "Fate.h"
#include "Joins.h"
#include "Summaries.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

using Kind = TaskLife::Kind;

/// Whether the value lives in an object that the function does not own.
static bool isForeign(const clang::Expr &target) {
  const clang::Expr *plain = target.IgnoreParenImpCasts();
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(plain);
  const auto *variable = name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
  return !variable || !variable->hasLocalStorage() || variable->getType()->isReferenceType();
}

/// The local variable that `expr` names, or is a member or an element of.
static const clang::VarDecl *localOf(const clang::Expr *expr) {
  while (expr) {
    expr = expr->IgnoreParenImpCasts();
    if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(expr)) {
      const auto *variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
      const bool isOwn = variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
                         !name->refersToEnclosingVariableOrCapture();
      return isOwn ? variable : nullptr;
    }
    if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(expr))
      expr = member->isArrow() ? nullptr : member->getBase();
    else
      return nullptr;
  }
  return nullptr;
}

static const clang::Expr *assignedTo(const clang::Stmt &assignment) {
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(&assignment))
    return binary->getLHS();
  return llvm::cast<clang::CallExpr>(assignment).getArg(0);
}

TaskLife Summaries::lifeOf(const clang::Expr &task, const FlowGraph &graph) {
  const Fate fate = fateOf(task, graph.tree());
  switch (fate.kind) {
  case Fate::Kind::Awaited:
  case Fate::Kind::Yielded: // what 'yield_value' returns is awaited; what is yielded is its argument
    return {Kind::Statement, fate.by};
  case Fate::Kind::Dropped:
  case Fate::Kind::Voided:
    return {Kind::Lost, fate.by};
  case Fate::Kind::Returned:
    return {Kind::Caller, fate.by};
  case Fate::Kind::Kept:
    if (!fate.variable)
      return {};
    return fate.variable->hasLocalStorage() ? lifeOfVariable(*fate.variable, graph) : TaskLife{Kind::Beyond, fate.by};
  case Fate::Kind::Assigned: {
    const clang::Expr &target = *assignedTo(*fate.by);
    const clang::VarDecl *variable = localOf(&target);
    if (variable)
      return lifeOfVariable(*variable, graph);
    return isForeign(target) ? TaskLife{Kind::Beyond, fate.by} : TaskLife{};
  }
  case Fate::Kind::Argument:
    return lifeOfArgument(*fate.by, fate.argument, graph);
  case Fate::Kind::Receiver:
    return lifeOfReceiver(*fate.by, graph);
  default:
    return {};
  }
}

/// Of work that is the object of a member call: 'save().then(...)', 'save().get()', 'save().detach()'.
TaskLife Summaries::lifeOfReceiver(const clang::Stmt &call, const FlowGraph &graph) {
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return {};
  for (const FunctionRole &role : model.roles(*callee)) {
    if (role.entry->role == Role::Spawns)
      return {Kind::Beyond, &call};
    if (role.entry->role == Role::RunsLoop || role.entry->role == Role::Blocks)
      return {Kind::Statement, &call};
  }
  // 'task.operator co_await()' hands the work to what it returns; so does everything that turns work into other work.
  return isWork(callee->getReturnType()) ? lifeOf(llvm::cast<clang::Expr>(call), graph) : TaskLife{};
}

TaskLife Summaries::lifeOfArgument(const clang::Stmt &call, unsigned argument, const FlowGraph &graph) {
  if (const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&call))
    return lifeOf(*construction, graph);
  switch (takenOver(call, argument)) {
  case TakenOver::Detached:
    return {Kind::Beyond, &call};
  case TakenOver::Joined:
    return {Kind::Statement, &call};
  case TakenOver::ByResult:
    return lifeOf(llvm::cast<clang::Expr>(call), graph);
  case TakenOver::Unknown:
    break;
  }
  const clang::FunctionDecl *callee = calleeOf(call);
  if (callee && !callee->getReturnType()->isReferenceType() && isWork(callee->getReturnType()))
    return lifeOf(llvm::cast<clang::Expr>(call), graph);
  // Put into something: 'tasks.push_back(save())'.
  const clang::Expr *object = objectOf(call);
  const clang::CXXRecordDecl *record = object ? object->getType()->getAsCXXRecordDecl() : nullptr;
  if (object && !(record && record->isLambda())) {
    if (const clang::VarDecl *container = localOf(object))
      return lifeOfVariable(*container, graph);
    if (model.hasRole(object->getType(), TypeRole::Container))
      return {Kind::Beyond, &call};
  }
  return {};
}

/// Of work that `variable` holds, alone or among others: as long as whatever happens to the variable says.
TaskLife Summaries::lifeOfVariable(const clang::VarDecl &variable, const FlowGraph &graph) {
  const TaskLife kept{Kind::Variable, nullptr, &variable};
  if (!settling.insert({&variable, &graph}).second)
    return kept;
  TaskLife result = kept;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != &variable || result.outlivesFunction())
      return;
    if (event.access != Access::Read && event.access != Access::Move && event.access != Access::Bind &&
        event.access != Access::Method)
      return;
    const TaskLife life = lifeOf(*event.expr(), graph);
    if (life.outlivesFunction())
      result = life;
  });
  settling.erase({&variable, &graph});
  return result;
}

Summaries::TakenOver Summaries::takenOver(const clang::Stmt &call, unsigned argument) {
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return TakenOver::Unknown;
  for (const FunctionRole &role : model.roles(*callee))
    switch (role.entry->role) {
    case Role::Spawns:
      // 'co_spawn(executor, work(), use_awaitable)' gives the caller something to await.
      return isWork(callee->getReturnType()) && !model.type(callee->getReturnType()).selfOwning &&
                     model.type(callee->getReturnType()).start == Start::Lazy
                 ? TakenOver::ByResult
                 : TakenOver::Detached;
    case Role::RunsLoop:
    case Role::Blocks:
      return TakenOver::Joined;
    case Role::Gathers:
    case Role::Timeout:
      return TakenOver::ByResult;
    default:
      break;
    }
  const FlowGraph *graph = flow(*callee);
  if (!graph || argument >= callee->getNumParams())
    return TakenOver::Unknown;
  const Key key(&graph->function(), static_cast<int>(argument));
  const auto [slot, isNew] = takers.try_emplace(key, TakenOver::Unknown);
  if (isNew) {
    const TakenOver found = findTakenOver(graph->function(), argument);
    takers[key] = found;
  }
  return takers[key];
}

/// What the body of `definition` does with work that it gets as `parameter`.
Summaries::TakenOver Summaries::findTakenOver(const clang::FunctionDecl &definition, unsigned parameter) {
  const FlowGraph &graph = *flow(definition);
  const clang::ParmVarDecl *taken = definition.getParamDecl(parameter);
  const bool detached = model.type(definition.getReturnType()).selfOwning;
  TakenOver result = TakenOver::Unknown;
  graph.forEach([&](const Event &event, Position position) {
    if (event.kind != Event::Kind::Use || event.place != taken || result == TakenOver::Detached)
      return;
    if (event.access == Access::Await) {
      result = detached ? TakenOver::Detached : TakenOver::ByResult;
      return;
    }
    if (event.access != Access::Move && event.access != Access::Bind && event.access != Access::Read)
      return;
    const TaskLife life = lifeOf(*event.expr(), graph);
    if (life.kind == Kind::Beyond)
      result = mayBeJoined(graph, position, *event.expr(), *this) ? TakenOver::Unknown : TakenOver::Detached;
    else if (life.kind == Kind::Caller)
      result = TakenOver::ByResult;
    else if (life.kind == Kind::Statement && life.by && !llvm::isa<clang::CoawaitExpr>(life.by))
      result = TakenOver::Joined;
    else if (life.kind == Kind::Statement)
      result = detached ? TakenOver::Detached : TakenOver::ByResult;
  });
  return result;
}

} // namespace corolint
