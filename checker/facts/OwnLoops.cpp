#include "OwnLoops.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

using Functions = llvm::DenseSet<const clang::FunctionDecl *>;

static bool isOrdinary(const FunctionFacts &facts) {
  return facts.function && !facts.isCoroutine && facts.runs == Runs::Unknown;
}

/// Functions that resume a coroutine themselves, once.
static Functions resumers(const UnitFacts &unit) {
  Functions result;
  for (const FunctionFacts &facts : unit.functions)
    if (isOrdinary(facts) && !facts.resumptions.empty())
      result.insert(facts.function->getCanonicalDecl());
  return result;
}

/// Functions that resume coroutines again and again.
static Functions drainers(const UnitFacts &unit) {
  const Functions resuming = resumers(unit);
  Functions result;
  for (const FunctionFacts &facts : unit.functions) {
    if (!isOrdinary(facts))
      continue;
    const bool itself = llvm::any_of(facts.resumptions, [](const Resumption &one) { return one.inLoop; });
    const bool throughOther = llvm::any_of(facts.plainCalls, [&](const PlainCall &call) {
      return call.inLoop && resuming.contains(call.callee->getCanonicalDecl());
    });
    if (itself || throughOther)
      result.insert(facts.function->getCanonicalDecl());
  }
  return result;
}

static bool isTask(clang::QualType type, AsyncModel &model) {
  const AsyncType &meaning = model.type(type);
  return meaning.coroutine && !meaning.generator;
}

/// Whether `function` takes a task and gives no work back: 'T sync_wait(Task<T>)'.
static bool waitsForTask(const clang::FunctionDecl &function, const UnitFacts &unit) {
  if (unit.summaries.isWork(function.getReturnType()))
    return false;
  return llvm::any_of(function.parameters(),
                      [&](const clang::ParmVarDecl *parameter) { return isTask(parameter->getType(), unit.model); });
}

/// Whether coroutines await values of the class or what its members return: then it may be an event that wakes them.
static bool isAwaitedItself(const clang::CXXRecordDecl &record, const UnitFacts &unit) {
  if (unit.model.type(unit.ast.getRecordType(&record)).awaitable)
    return true;
  return llvm::any_of(record.methods(), [&](const clang::CXXMethodDecl *method) {
    return unit.model.type(method->getReturnType()).awaitable;
  });
}

static const clang::CXXRecordDecl *ownerOf(const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  return method ? method->getParent() : nullptr;
}

/// Whether `drainer`, which `caller` calls, runs an event loop.
static bool isLoopOf(const clang::FunctionDecl &drainer, const FunctionFacts &caller) {
  if (waitsForTask(*caller.function, *caller.unit))
    return true;
  const clang::CXXRecordDecl *owner = ownerOf(drainer);
  return caller.function->isMain() && owner && !isAwaitedItself(*owner, *caller.unit);
}

Functions ownLoops(const UnitFacts &unit) {
  Functions loops;
  const Functions draining = drainers(unit);
  if (draining.empty())
    return loops;
  for (const FunctionFacts &facts : unit.functions) {
    if (!isOrdinary(facts))
      continue;
    const clang::FunctionDecl *function = facts.function->getCanonicalDecl();
    for (const PlainCall &call : facts.plainCalls)
      if (const clang::FunctionDecl *callee = call.callee->getCanonicalDecl();
          draining.contains(callee) && isLoopOf(*callee, facts))
        loops.insert(callee);
    const clang::CXXRecordDecl *owner = ownerOf(*function);
    const bool runsItsTask = owner && isTask(unit.ast.getRecordType(owner), unit.model);
    if (draining.contains(function) && (waitsForTask(*function, unit) || runsItsTask))
      loops.insert(function);
  }
  return loops;
}

} // namespace corolint
