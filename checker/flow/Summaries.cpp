#include "Summaries.h"

#include "Explore.h"
#include "Fate.h"
#include "Subject.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

static constexpr int theObject = -1;

const FlowGraph *Summaries::flow(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *definition = nullptr;
  if (!function.hasBody(definition) || definition->hasSkippedBody() || definition->isInvalidDecl())
    return nullptr;
  const auto [slot, isNew] = flows.try_emplace(definition);
  if (isNew) {
    bool isTooLarge = false;
    slot->second = FlowGraph::build(*definition, ast, isTooLarge);
    if (isTooLarge)
      withoutGraph.push_back(definition);
  }
  return slot->second.get();
}

std::vector<const clang::FunctionDecl *> Summaries::tooLarge() const {
  std::vector<const clang::FunctionDecl *> result = withoutGraph;
  for (const auto &[function, graph] : flows)
    if (graph && graph->isExhausted())
      result.push_back(function);
  return result;
}

bool Summaries::isWork(clang::QualType type) {
  const AsyncType &meaning = model.type(type);
  return meaning.awaitable || (meaning.coroutine && !meaning.generator) || meaning.drop != Drop::Unknown;
}

bool Summaries::isLazy(const clang::FunctionDecl &function) {
  return model.type(function.getReturnType()).start == Start::Lazy;
}

static bool isCoroutine(const clang::FunctionDecl &function) {
  return llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(function.getBody());
}

// --- Late uses

/// Whether `function` takes what it gets over before it returns: it makes a finished future of it, or gathers the
/// tasks between two iterators.
static bool takesOver(const clang::FunctionDecl &function, unsigned parameter, AsyncModel &model) {
  if (model.role(function, Role::MakesReady))
    return true;
  if (parameter >= function.getNumParams() || !model.role(function, Role::Gathers))
    return false;
  const clang::CXXRecordDecl *record = function.getParamDecl(parameter)->getType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && hasOperator(*record, clang::OO_Star);
}

LateUse Summaries::lateUse(const clang::FunctionDecl &function, unsigned parameter) {
  if (takesOver(function, parameter, model))
    return {.answer = Answer::No};
  return findLateUse(function, static_cast<int>(parameter));
}

LateUse Summaries::lateUseOfObject(const clang::CXXMethodDecl &method) { return findLateUse(method, theObject); }

LateUse Summaries::findLateUse(const clang::FunctionDecl &function, int subject) {
  const FlowGraph *graph = flow(function);
  if (!graph)
    return {};
  const Key key(&graph->function(), subject);
  const auto [slot, isNew] = lateUses.try_emplace(key);
  if (!isNew)
    return slot->second; // of a recursion: Unknown
  if (subject >= static_cast<int>(graph->function().getNumParams()))
    return {};
  const LateUse found =
      lateUseIn(*graph, subject == theObject ? Subject::object(*graph, model)
                                             : Subject::place(*graph->function().getParamDecl(subject), *graph, model));
  return lateUses[key] = found;
}

LateUse Summaries::lateUseOfCapture(const clang::CXXMethodDecl &callOperator, const clang::VarDecl &captured) {
  const FlowGraph *graph = flow(callOperator);
  return graph ? lateUseIn(*graph, Subject::place(captured, *graph, model)) : LateUse();
}

LateUse Summaries::lateUseIn(const FlowGraph &graph, const Subject &what) {
  const clang::FunctionDecl &function = graph.function();
  const bool isSuspended = isCoroutine(function) && isLazy(function);
  LateUse found{.answer = Answer::No};
  const clang::Stmt *suspension = nullptr;
  Exploration exploration(graph);
  exploration.from(
      graph.begin(), isSuspended, [&](const Event &event, Position, unsigned suspended) -> std::optional<unsigned> {
        if (found.answer == Answer::Yes)
          return std::nullopt;
        if (event.kind == Event::Kind::Suspend) {
          suspension = suspension ? suspension : event.stmt;
          return 1;
        }
        if (!what.isNamedBy(event))
          return suspended;
        if (suspended) {
          found = {Answer::Yes, event.expr(), suspension, &function};
          return std::nullopt;
        }
        LateUse elsewhere = lateUseThroughCall(event, graph);
        if (elsewhere.answer == Answer::No)
          elsewhere = lateUseThroughClosure(event, graph);
        if (elsewhere.answer == Answer::Yes || (elsewhere.answer == Answer::Unknown && found.answer == Answer::No))
          found = elsewhere;
        return suspended;
      });
  return found;
}

/// The subject is handed on by reference to a function whose work goes on when this one has suspended or returned.
LateUse Summaries::lateUseThroughCall(const Event &use, const FlowGraph &graph) {
  const LateUse no{.answer = Answer::No};
  if (use.access != Access::Bind && use.access != Access::Method && use.access != Access::Address &&
      use.access != Access::Move && use.access != Access::Read)
    return no;
  const Fate fate = fateOf(*use.expr(), graph.tree());
  const bool isReceiver = fate.kind == Fate::Kind::Receiver;
  if ((!isReceiver && fate.kind != Fate::Kind::Argument) || !fate.by)
    return no;
  const auto *call = llvm::dyn_cast<clang::CallExpr>(fate.by);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !isWork(callee->getReturnType()))
    return no;
  if (isReceiver) {
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
    return method ? lateUseOfObject(*method) : no;
  }
  if (fate.argument >= callee->getNumParams())
    return no;
  const clang::QualType taken = callee->getParamDecl(fate.argument)->getType();
  // Handing on a copy of a view or pointer that was got by reference ends the reference.
  const bool isCopy = !taken->isReferenceType() && use.place && use.place->getType()->isReferenceType() &&
                      ast.hasSameUnqualifiedType(taken, use.place->getType().getNonReferenceType());
  if (isCopy || !refersToOthers(taken, model))
    return no;
  return lateUse(*callee, fate.argument);
}

/// The subject is captured by reference in a closure that runs later.
LateUse Summaries::lateUseThroughClosure(const Event &use, const FlowGraph &graph) {
  if (use.access != Access::CaptureReference)
    return {.answer = Answer::No};
  const auto *lambda = graph.tree().enclosing<clang::LambdaExpr>(*use.stmt);
  if (!lambda)
    return {.answer = Answer::No};
  const Fate fate = fateOf(*lambda, graph.tree());
  if (fate.kind != Fate::Kind::Argument)
    return {.answer = Answer::No};
  const CallableUse callable = useOfCallable(*fate.by, fate.argument);
  const bool suspends = isCoroutine(*lambda->getCallOperator());
  if (callable.runsLater || (suspends && callable.keeps != CallableUse::Keeps::Unknown))
    return {Answer::Yes, use.expr(), nullptr, &graph.function()};
  return {.answer = callable.keeps == CallableUse::Keeps::Unknown ? Answer::Unknown : Answer::No};
}

// --- Suspending

Answer Summaries::maySuspend(const clang::FunctionDecl &function) {
  const FlowGraph *graph = flow(function);
  if (!graph || !isCoroutine(graph->function()))
    return Answer::Unknown;
  const auto [slot, isNew] = suspending.try_emplace(&graph->function(), Answer::Unknown);
  if (!isNew)
    return slot->second;
  Answer answer = Answer::No;
  graph->forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Suspend || answer == Answer::Yes)
      return;
    const auto *await = llvm::cast<clang::CoroutineSuspendExpr>(event.stmt);
    const auto *call = llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource());
    const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const Answer inner = callee ? maySuspend(*callee) : Answer::Unknown;
    answer = inner == Answer::No ? answer : Answer::Yes;
  });
  return suspending[&graph->function()] = answer;
}

} // namespace corolint
