// The part of Summaries that tells when a callee runs a callable and how long it keeps it.
#include "Fate.h"
#include "Subject.h"
#include "Summaries.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

using Keeps = CallableUse::Keeps;

/// Whether `callee` is a member of some work, takes a callable and returns work: 'future.then(f)', whatever its name.
static bool isContinuation(const clang::FunctionDecl &callee, Summaries &summaries) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (!method || method->isStatic() || llvm::isa<clang::CXXConstructorDecl>(method))
    return false;
  const clang::QualType owner = summaries.context().getRecordType(method->getParent());
  return summaries.isWork(owner) && summaries.isWork(method->getReturnType());
}

std::optional<CallableUse> Summaries::knownCallableUse(const clang::Stmt &call, const clang::FunctionDecl &callee,
                                                       unsigned argument) {
  for (const FunctionRole &role : model.roles(callee)) {
    if (role.entry->callable != 0 && role.entry->callable != argument + 1)
      continue;
    switch (role.entry->role) {
    case Role::RunsNow:
      return CallableUse{Keeps::Refers};
    case Role::KeepsAlive:
    case Role::Spawns:
    case Role::Timeout:
      return CallableUse{Keeps::UntilResolved, true};
    case Role::RunsOnLoop:
    case Role::StoresHandler:
    case Role::Offloads:
      return CallableUse{Keeps::UntilReturned, true};
    default:
      break;
    }
  }
  if (isContinuation(callee, *this))
    return CallableUse{Keeps::UntilReturned, true};
  return std::nullopt;
}

CallableUse Summaries::useOfCallable(const clang::Stmt &call, unsigned argument) {
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return {};
  if (const auto known = knownCallableUse(call, *callee, argument))
    return *known;
  const FlowGraph *graph = flow(*callee);
  if (!graph || argument >= callee->getNumParams())
    return {};
  const Key key(&graph->function(), static_cast<int>(argument));
  const auto [slot, isNew] = callables.try_emplace(key);
  if (isNew) {
    const CallableUse found = findCallableUse(graph->function(), argument);
    callables[key] = found;
  }
  return callables[key];
}

Keeps Summaries::keepsOf(const clang::FunctionDecl &definition, unsigned parameter) {
  if (definition.getParamDecl(parameter)->getType()->isReferenceType())
    return Keeps::Refers;
  // A coroutine's frame holds its parameters until it has ended.
  const bool isCoroutine = llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(definition.getBody());
  return isCoroutine ? Keeps::UntilResolved : Keeps::UntilReturned;
}

/// What the body of `definition` does with the callable that it gets as `parameter`. A body that calls it knows what
/// becomes of its task; any other way with it leaves the answer unknown.
CallableUse Summaries::findCallableUse(const clang::FunctionDecl &definition, unsigned parameter) {
  const FlowGraph &graph = *flow(definition);
  const clang::ParmVarDecl *callable = definition.getParamDecl(parameter);
  CallableUse result;
  bool isKnown = true, isUsed = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != callable)
      return;
    isUsed = true;
    const Fate fate = fateOf(*event.expr(), graph.tree());
    if (fate.kind == Fate::Kind::Called) {
      const TaskLife life = lifeOf(*fate.call(), graph);
      const bool isWorse = life.outlivesFunction() || result.task == TaskLife::Kind::Unknown;
      result.task = isWorse ? life.kind : result.task;
    } else if (fate.kind == Fate::Kind::Argument) {
      const CallableUse inner = useOfCallable(*fate.by, fate.argument);
      isKnown &= inner.keeps != Keeps::Unknown;
      result.runsLater |= inner.runsLater;
      // What the callee keeps for itself lives as long as that says; what it refers to is ours.
      if (inner.keeps != Keeps::Refers)
        result.keeps = inner.keeps;
      const TaskLife outer = lifeOf(*fate.call(), graph);
      result.task = inner.keeps == Keeps::Refers ? outer.kind : inner.task;
    } else {
      isKnown = false;
    }
  });
  if (!isKnown || !isUsed)
    return {};
  if (result.keeps == Keeps::Unknown)
    result.keeps = keepsOf(definition, parameter);
  return result;
}

} // namespace corolint
