#include "PlainThreads.h"

#include "Starts.h"
#include "flow/Explore.h"
#include "flow/Fate.h"

namespace corolint {

PlainThreads::PlainThreads(llvm::ArrayRef<CoroutineStart> starts,
                           const llvm::DenseSet<const clang::FunctionDecl *> &givenAway, UnitFacts &unit)
    : starts(starts), givenAway(givenAway), unit(unit) {}

/// Calls `judge` for the calls in patterns of templates, or for all others.
template <typename Judge> static void forEachCall(UnitFacts &unit, bool inPatterns, Judge judge) {
  for (FunctionFacts &function : unit.functions) {
    if (!function.function || function.function->isDependentContext() != inPatterns)
      continue;
    for (KnownCall &call : function.calls)
      judge(function, call);
    for (PlainCall &call : function.plainCalls)
      judge(function, call);
  }
}

void PlainThreads::settle() {
  for (const CoroutineStart &start : starts)
    byCoroutine[start.coroutine].push_back(&start);
  findCandidates();
  if (begin.empty() && alone.empty())
    return;
  // Each wrong one that is taken out may make others wrong.
  for (bool changed = true; changed;) {
    findOnLoop();
    changed = dropWrong(alone, [&](const CoroutineStart &start) { return staysAlone(start); });
    changed |= dropWrong(begin, [&](const CoroutineStart &start) { return beginsOnPlain(start); });
  }
  spare();
}

/// A loop that is run inside of another is a mistake also where nobody else waits for the outer one.
static bool blocks(const KnownCall &call) { return call.role.entry->role == Role::Blocks; }
static bool blocks(const PlainCall &) { return false; }

/// What a template's instances say of a call holds for its pattern, which nobody calls.
void PlainThreads::spare() {
  llvm::DenseSet<clang::SourceLocation> spared, others;
  const auto judge = [&](const FunctionFacts &function, auto &call) {
    if (!isOnLoop(call.runs))
      return;
    const bool isRight = isSpared(function, *call.expr) || (blocks(call) && runsAlone(function));
    (isRight ? spared : others).insert(call.expr->getBeginLoc());
    call.runs = isRight ? Runs::Unknown : call.runs;
  };
  const auto judgeByInstances = [&](const FunctionFacts &, auto &call) {
    const clang::SourceLocation where = call.expr->getBeginLoc();
    if (isOnLoop(call.runs) && spared.contains(where) && !others.contains(where))
      call.runs = Runs::Unknown;
  };
  forEachCall(unit, /*inPatterns=*/false, judge);
  forEachCall(unit, /*inPatterns=*/true, judgeByInstances);
}

void PlainThreads::findCandidates() {
  for (std::size_t index = 0; index < unit.functions.size(); ++index) {
    const FunctionFacts &function = unit.functions[index];
    if (!function.function || function.runs != Runs::Coroutine || !function.isCoroutine)
      continue;
    const clang::FunctionDecl *coroutine = function.function->getCanonicalDecl();
    const auto found = byCoroutine.find(coroutine);
    if (found == byCoroutine.end() || givenAway.contains(coroutine))
      continue;
    if (mayBeginOnCaller(function, found->second))
      begin.insert(coroutine);
    if (mayRunAlone(function, index))
      alone.insert(coroutine);
  }
}

static bool isLambda(const FunctionFacts &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function.function);
  return method && method->getParent()->isLambda();
}

/// Whether the task is kept in a variable of an ordinary function that only calls its member functions:
/// 'task.resume()'.
bool PlainThreads::isDrivenByHand(const CoroutineStart &start) const {
  const FunctionFacts &starter = unit.functions[start.starter];
  const FlowGraph *graph = start.keptIn && !starter.isCoroutine ? starter.flow() : nullptr;
  if (!graph || !start.keptIn->hasLocalStorage())
    return false;
  bool isDriven = false, isKept = true;
  graph->forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != start.keptIn)
      return;
    const Fate fate = fateOf(*event.expr(), graph->tree());
    const clang::FunctionDecl *callee = fate.kind == Fate::Kind::Receiver ? calleeOf(*fate.by) : nullptr;
    isKept &= callee && !unit.summaries.isWork(callee->getReturnType());
    isDriven = true;
  });
  return isDriven && isKept;
}

bool PlainThreads::mayBeginOnCaller(const FunctionFacts &coroutine, const Starters &starters) const {
  const AsyncType &type = unit.model.type(coroutine.function->getReturnType());
  if (type.start == Start::Eager)
    return type.library && type.library->plainCallers;
  return isLambda(coroutine) &&
         llvm::all_of(starters, [&](const CoroutineStart *start) { return isDrivenByHand(*start); });
}

/// Whether the coroutine starts nothing that runs beside it, and nobody but those who are seen can start it.
bool PlainThreads::mayRunAlone(const FunctionFacts &coroutine, std::size_t index) const {
  if (!isLambda(coroutine))
    return false;
  const bool startsOthers = llvm::any_of(coroutine.calls, [](const KnownCall &call) {
    return call.role.entry->role == Role::Spawns || call.role.entry->role == Role::Gathers;
  });
  return !startsOthers &&
         llvm::all_of(starts, [&](const CoroutineStart &start) { return start.starter != index || start.awaited; });
}

/// Ordinary functions that are called on a loop's thread, and those that they call.
void PlainThreads::findOnLoop() {
  onLoop.clear();
  llvm::SmallVector<const FunctionFacts *> open;
  const auto enter = [&](const clang::FunctionDecl &callee) {
    const FunctionFacts *body = bodyOf(callee, unit);
    if (body && !body->isCoroutine && onLoop.insert(callee.getCanonicalDecl()).second)
      open.push_back(body);
  };
  for (const FunctionFacts &function : unit.functions)
    for (const PlainCall &call : function.plainCalls)
      if (isOnLoop(call.runs) && !isSpared(function, *call.expr) && !runsAlone(function))
        enter(*call.callee);
  while (!open.empty())
    for (const PlainCall &call : open.pop_back_val()->plainCalls)
      if (call.runs == Runs::Unknown)
        enter(*call.callee);
}

/// Whether a body is an ordinary function's that, as far as the unit shows, is on no loop's thread.
bool PlainThreads::isPlain(const FunctionFacts &starter) const {
  for (const FunctionFacts *body = &starter; body; body = body->enclosing)
    if (!body->function || body->isCoroutine || body->runs == Runs::OnLoop ||
        onLoop.contains(body->function->getCanonicalDecl()))
      return false;
  return true;
}

bool PlainThreads::staysAlone(const CoroutineStart &start) const {
  const FunctionFacts &starter = unit.functions[start.starter];
  if (start.waitedFor)
    return isPlain(starter);
  return start.awaited && runsAlone(starter);
}

bool PlainThreads::beginsOnPlain(const CoroutineStart &start) {
  const FunctionFacts &starter = unit.functions[start.starter];
  return start.offloaded || starter.runs == Runs::Offloaded || isPlain(starter) || runsAlone(starter) ||
         isSpared(starter, *start.call);
}

/// Takes those out that have a start of another kind; says whether there were any.
bool PlainThreads::dropWrong(Functions &candidates, llvm::function_ref<bool(const CoroutineStart &)> isRight) {
  llvm::SmallVector<const clang::FunctionDecl *> wrong;
  for (const clang::FunctionDecl *coroutine : candidates)
    if (!llvm::all_of(byCoroutine[coroutine], [&](const CoroutineStart *start) { return isRight(*start); }))
      wrong.push_back(coroutine);
  for (const clang::FunctionDecl *coroutine : wrong)
    candidates.erase(coroutine);
  return !wrong.empty();
}

/// The calls that a coroutine makes only before its first suspension.
const llvm::DenseSet<const clang::Stmt *> &PlainThreads::beginning(const FunctionFacts &coroutine) {
  const auto [slot, isNew] = beginnings.try_emplace(coroutine.function);
  const FlowGraph *graph = isNew ? coroutine.flow() : nullptr;
  if (!graph)
    return slot->second;
  llvm::DenseSet<const clang::Stmt *> later;
  Exploration exploration(*graph);
  exploration.from(graph->begin(), 0, [&](const Event &event, Position, unsigned wasSuspended) {
    if (event.kind == Event::Kind::Call)
      (wasSuspended ? later : slot->second).insert(event.stmt);
    return std::optional(wasSuspended || event.kind == Event::Kind::Suspend ? 1U : 0U);
  });
  for (const clang::Stmt *call : later)
    slot->second.erase(call);
  return slot->second;
}

bool PlainThreads::runsAlone(const FunctionFacts &function) const {
  return function.function && alone.contains(function.function->getCanonicalDecl());
}

/// Whether a call in the body of a coroutine belongs to its beginning on a plain thread.
bool PlainThreads::isSpared(const FunctionFacts &function, const clang::Expr &call) {
  return function.function && function.isCoroutine && begin.contains(function.function->getCanonicalDecl()) &&
         beginning(function).contains(&call);
}

} // namespace corolint
