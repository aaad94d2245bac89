#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/PatternUses.h"
#include "flow/Roots.h"
#include "flow/Subject.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

#include <map>

namespace corolint {

namespace {

/// How the unit calls a coroutine.
struct Callers {
  unsigned awaited = 0;  // the task has ended at the end of the statement
  unsigned goesOn = 0;   // it may not have
  unsigned handedOn = 0; // the task is returned to whoever owns what the references refer to
};

using CallersOf = std::map<const clang::FunctionDecl *, Callers>;

struct Use {
  const clang::Expr *expr = nullptr;
  const clang::Stmt *suspension = nullptr; // null: the start of a lazy coroutine
};

} // namespace

/// 'return pushImpl(std::forward<T>(value));': all that is given by reference the function itself got by reference.
static bool handsOnReferences(const clang::Expr &call) {
  const auto arguments = argumentsOf(call);
  for (unsigned index = 0; index < arguments.size(); ++index) {
    const clang::ParmVarDecl *taken = parameterOf(call, index);
    const auto *given = llvm::dyn_cast_or_null<clang::ParmVarDecl>(rootOf(*arguments[index]).place);
    if (!taken || (taken->getType()->isReferenceType() && !(given && given->getType()->isReferenceType())))
      return false;
  }
  return true;
}

static CallersOf findCallers(const UnitFacts &unit) {
  CallersOf callers;
  for (const FunctionFacts &function : unit.functions) {
    const FlowGraph *graph = function.flow();
    if (!graph)
      continue;
    graph->forEach([&](const Event &event, Position) {
      const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
      if (!callee || !unit.summaries.isWork(callee->getReturnType()))
        return;
      const TaskLife::Kind life = unit.summaries.lifeOf(*event.expr(), *graph).kind;
      const bool isHandedOn = life == TaskLife::Kind::Caller && handsOnReferences(*event.expr());
      unsigned Callers::*const count = life == TaskLife::Kind::Statement ? &Callers::awaited
                                       : isHandedOn                      ? &Callers::handedOn
                                                                         : &Callers::goesOn;
      for (const clang::FunctionDecl *called :
           std::initializer_list<const clang::FunctionDecl *>{callee, callee->getTemplateInstantiationPattern()})
        if (called)
          ++(callers[called->getCanonicalDecl()].*count);
    });
  }
  return callers;
}

/// The function that was written: of an instantiation its template.
static const clang::FunctionDecl &writtenFunction(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  return pattern ? *pattern : function;
}

/// The parameter of `pattern` that parameter `index` of an instantiation with `count` parameters comes from: a pack
/// becomes any number of them.
static const clang::ParmVarDecl *writtenParameter(const clang::FunctionDecl &pattern, unsigned index, unsigned count) {
  unsigned written = 0;
  for (const clang::ParmVarDecl *parameter : pattern.parameters()) {
    const unsigned size = parameter->isParameterPack() ? count + 1 - pattern.getNumParams() : 1;
    if (index < written + size)
      return parameter;
    written += size;
  }
  return nullptr;
}

static bool isRValueReference(const clang::ParmVarDecl &written) {
  clang::QualType type = written.getType();
  if (const auto *pack = type->getAs<clang::PackExpansionType>())
    type = pack->getPattern();
  return type->isRValueReferenceType();
}

/// 'T &&' of a parameter of the template takes variables too, which mostly stay where they are.
static bool isForwarding(const clang::ParmVarDecl &written) {
  clang::QualType type = written.getType();
  if (const auto *pack = type->getAs<clang::PackExpansionType>())
    type = pack->getPattern();
  return type->isRValueReferenceType() && type->getPointeeType()->getAs<clang::TemplateTypeParmType>();
}

/// 'const T &' and views, which take temporaries too. A plain 'T &' names a service, a stream, something that stays.
static bool takesTemporaries(const clang::ParmVarDecl &written, AsyncModel &model) {
  const clang::QualType type = written.getType();
  return (type->isLValueReferenceType() && type->getPointeeType().isConstQualified()) ||
         model.hasRole(type, TypeRole::View);
}

/// Whether the use makes a copy of its own: 'auto x = std::move(x_)', '[x = x_]'.
static bool isCopiedBy(const Event &use, const FlowGraph &graph, AsyncModel &model) {
  const Fate fate = fateOf(*use.expr(), graph.tree());
  return fate.kind == Fate::Kind::Kept && fate.variable && !refersToOthers(fate.variable->getType(), model);
}

/// The first use of a parameter of a lazy coroutine that is not made to get rid of the reference.
static Use usedWhenStarted(const FlowGraph &graph, const clang::ParmVarDecl &parameter, AsyncModel &model) {
  const Subject subject = Subject::place(parameter, graph, model);
  Use result;
  graph.forEach([&](const Event &event, Position) {
    if (!result.expr && subject.isNamedBy(event) && !isCopiedBy(event, graph, model))
      result.expr = event.expr();
  });
  return result;
}

/// The first use of a parameter behind an await.
static Use usedBehindSuspension(const FlowGraph &graph, const clang::ParmVarDecl &parameter, AsyncModel &model) {
  const Subject subject = Subject::place(parameter, graph, model);
  Use result;
  const clang::Stmt *suspension = nullptr;
  Exploration(graph).from(graph.begin(), false,
                          [&](const Event &event, Position, unsigned suspended) -> std::optional<unsigned> {
                            if (event.kind == Event::Kind::Suspend) {
                              suspension = suspension ? suspension : event.stmt;
                              return true;
                            }
                            if (suspended && !result.expr && subject.isNamedBy(event))
                              result = {event.expr(), suspension};
                            return suspended;
                          });
  return result;
}

static Use lateUseOf(const clang::FunctionDecl &function, unsigned index, const clang::ParmVarDecl &written,
                     Summaries &summaries) {
  const FlowGraph *graph = summaries.flow(function);
  if (!graph) {
    const PatternUse use = usedBehindAwait(function, written);
    return {use.use, use.suspension};
  }
  const LateUse late = summaries.lateUse(function, index);
  if (late.answer != Answer::Yes || !late.use)
    return {};
  if (late.suspension || !summaries.isLazy(function))
    return {late.use, late.suspension};
  // Whoever starts a lazy coroutine mostly still has what it lent by reference.
  const clang::ParmVarDecl &parameter = *graph->function().getParamDecl(index);
  if (!isRValueReference(written))
    return usedBehindSuspension(*graph, parameter, summaries.meaning());
  return usedWhenStarted(*graph, parameter, summaries.meaning());
}

static FindingBuilder report(const clang::FunctionDecl &function, const clang::ParmVarDecl &parameter, const Use &use,
                             const UnitFacts &unit, Reporter &reporter) {
  const bool takesRValues = isRValueReference(parameter);
  const bool isView = !parameter.getType()->isReferenceType() && !takesRValues;
  const char *when = use.suspension ? "after a suspension" : "when it has been started, later";
  const char *before =
      use.suspension ? "move it into a local variable before the first suspension" : "own what it is given";
  FindingBuilder finding = reporter.report(
      parameter.getSourceRange(),
      llvm::formatv("'{0}' is {1}, and {2} uses it {3} (line {4}): what it refers to may be gone by then; take it by "
                    "value, or {5}",
                    parameter.getName(), isView ? "a view" : "a reference", describe(&function), when,
                    unit.places.line(use.expr->getBeginLoc()), isView ? "as a string or container of its own" : before)
          .str());
  // Whoever starts a lazy coroutine by hand often waits for it right there.
  const AsyncType &type = unit.model.type(function.getReturnType());
  // Nobody can wait for what a caller lends to a coroutine that cannot be awaited.
  const bool runsAlone = type.coroutine && !type.awaitable && !type.generator && type.start == Start::Eager;
  finding.tier(use.suspension && (takesRValues || (runsAlone && !isView)) ? Tier::Default : Tier::Strict);
  if (use.suspension)
    finding.step(use.suspension->getSourceRange(), "the coroutine is suspended here");
  finding.step(use.expr->getSourceRange(), "it is used here");
  if (const auto fix = byValueFix(function, parameter.getFunctionScopeIndex(), unit))
    finding.fix(*fix);
  return finding;
}

static void checkCoroutine(const clang::FunctionDecl &function, const CallersOf &callers, const UnitFacts &unit,
                           Reporter &reporter) {
  const auto known = callers.find(function.getCanonicalDecl());
  const Callers calls = known != callers.end() ? known->second : Callers{.goesOn = 1};
  if (calls.goesOn == 0 && calls.handedOn == 0)
    return;
  const clang::FunctionDecl &pattern = writtenFunction(function);
  for (unsigned index = 0; index < function.getNumParams(); ++index) {
    const clang::ParmVarDecl *written = writtenParameter(pattern, index, function.getNumParams());
    if (!written || written->getName().empty() ||
        !(isRValueReference(*written) || takesTemporaries(*written, unit.model)))
      continue;
    // What the instantiation refers to is somebody's variable, not on its way to die.
    if (isRValueReference(*written) && function.getParamDecl(index)->getType()->isLValueReferenceType())
      continue;
    if (const Use use = lateUseOf(function, index, *written, unit.summaries); use.expr) {
      FindingBuilder finding = report(pattern, *written, use, unit, reporter);
      if (calls.goesOn == 0 || (known == callers.end() && isForwarding(*written)))
        finding.tier(Tier::Strict);
    }
  }
}

/// Whether calls of an instantiation tell more than the template's text does.
static bool isInstantiated(const clang::FunctionDecl &pattern) {
  const clang::FunctionTemplateDecl *described = pattern.getDescribedFunctionTemplate();
  return described && !described->specializations().empty();
}

static void check(const UnitFacts &unit, Reporter &reporter) {
  const CallersOf callers = findCallers(unit);
  for (const FunctionFacts &function : unit.functions)
    if (function.isCoroutine && function.function && !isInstantiated(*function.function))
      checkCoroutine(*function.function, callers, unit, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine uses a parameter that refers to something of its caller after a suspension",
    .tier = Tier::Strict,
    .checkUnit = check,
};

} // namespace corolint
