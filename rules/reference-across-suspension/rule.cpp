#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Containers.h"
#include "flow/Access.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Subject.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

namespace {

/// A use of something that refers into a container, when others may have changed that.
struct StaleUse {
  clang::SourceRange where;
  const clang::Stmt *suspension;     // or the call that runs a continuation later
  const clang::Expr *name = nullptr; // of the variable, where the function itself uses it
};

/// What ends references in the unit; found when the first candidate asks.
class Invalidators {
public:
  explicit Invalidators(const UnitFacts &unit) : unit(unit) {}

  const std::vector<Invalidation> &all() {
    if (!known)
      known = findInvalidations(unit);
    return *known;
  }

private:
  const UnitFacts &unit;
  std::optional<std::vector<Invalidation>> known;
};

} // namespace

/// Where a continuation that has captured the variable uses it.
static clang::SourceRange useInside(const clang::LambdaExpr &lambda, const clang::ValueDecl &variable,
                                    const clang::Expr &capture, Summaries &summaries) {
  clang::SourceRange where = capture.getSourceRange();
  const FlowGraph *graph = summaries.flow(*lambda.getCallOperator());
  if (!graph)
    return where;
  bool isFirst = true;
  graph->forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != &variable || !event.stmt)
      return;
    if (isFirst || event.stmt->getBeginLoc() < where.getBegin())
      where = event.stmt->getSourceRange();
    isFirst = false;
  });
  return where;
}

/// The variable is captured by a lambda that somebody runs later.
static std::optional<StaleUse> useInContinuation(const Event &event, const FlowGraph &graph, Summaries &summaries) {
  const bool isCaptured = event.access == Access::CaptureCopy || event.access == Access::CaptureReference ||
                          fateOf(*event.expr(), graph.tree()).kind == Fate::Kind::Captured; // a copied iterator
  if (!isCaptured)
    return std::nullopt;
  const auto *lambda = graph.tree().enclosing<clang::LambdaExpr>(*event.stmt);
  if (!lambda)
    return std::nullopt;
  const Fate fate = fateOf(*lambda, graph.tree());
  if (fate.kind != Fate::Kind::Argument || !summaries.useOfCallable(*fate.by, fate.argument).runsLater)
    return std::nullopt;
  return StaleUse{useInside(*lambda, *event.place, *event.expr(), summaries), fate.by};
}

/// The first use in the text that can come after a suspension, before the variable refers to something else.
static std::optional<StaleUse> findStaleUse(const FlowGraph &graph, const clang::VarDecl &variable, Position begin,
                                            Summaries &summaries) {
  std::optional<StaleUse> result;
  const auto note = [&](const StaleUse &use) {
    if (!result || use.where.getBegin() < result->where.getBegin())
      result = use;
  };
  const clang::Stmt *suspension = nullptr;
  begin.index += 1;
  Exploration(graph).from(begin, false,
                          [&](const Event &event, Position, unsigned suspended) -> std::optional<unsigned> {
                            if (event.kind == Event::Kind::Suspend) {
                              suspension = suspension ? suspension : event.stmt;
                              return true;
                            }
                            if (event.place != &variable)
                              return suspended;
                            if (event.kind != Event::Kind::Use)
                              return std::nullopt; // it dies, or begins anew
                            if (event.access == Access::Write && event.whole && !variable.getType()->isReferenceType())
                              return std::nullopt;
                            if (suspended)
                              note({event.stmt->getSourceRange(), suspension, event.expr()});
                            else if (const auto later = useInContinuation(event, graph, summaries))
                              note(*later);
                            return suspended;
                          });
  return result;
}

/// Fields that a local guard of the function was made from and that it holds to its end: locks, gates.
static llvm::DenseSet<const clang::ValueDecl *> heldFields(const FlowGraph &graph) {
  llvm::DenseSet<const clang::ValueDecl *> used, held;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && event.place)
      used.insert(event.place);
  });
  graph.forEach([&](const Event &event, Position) {
    const auto *field =
        event.kind == Event::Kind::Use ? llvm::dyn_cast_or_null<clang::FieldDecl>(event.place) : nullptr;
    const auto *made = field ? graph.tree().enclosing<clang::DeclStmt>(*event.stmt) : nullptr;
    const auto *guard = made && made->isSingleDecl() ? llvm::dyn_cast<clang::VarDecl>(made->getSingleDecl()) : nullptr;
    if (guard && guard->getType()->isRecordType() && !used.contains(guard))
      held.insert(field);
  });
  return held;
}

/// Whether both take the same lock, so that they exclude each other.
static bool excludeEachOther(const FlowGraph &graph, const Invalidation &by, Summaries &summaries) {
  const FlowGraph *other = summaries.flow(*by.in->function);
  if (!other)
    return false;
  const auto held = heldFields(graph);
  return !held.empty() &&
         llvm::any_of(heldFields(*other), [&](const clang::ValueDecl *field) { return held.contains(field); });
}

/// The function that was written: of an instantiation its template.
static const clang::FunctionDecl *written(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  return (pattern ? pattern : &function)->getCanonicalDecl();
}

/// Whether `called`, which other units cannot call, is called by `function` alone: then it runs when that says so.
static bool isOwnHelper(const clang::FunctionDecl &called, const FunctionFacts &function) {
  if (called.isExternallyVisible() && called.getAccess() != clang::AS_private)
    return false;
  bool isCalled = false;
  for (const FunctionFacts &caller : function.unit->functions)
    for (const PlainCall &call : caller.plainCalls) {
      if (written(*call.callee) != written(called))
        continue;
      isCalled = true;
      if (!caller.function || written(*caller.function) != written(*function.function))
        return false;
    }
  return isCalled;
}

/// 'connection = std::make_unique<Connection>()': it begins to exist here, and who uses it mostly comes after that.
static bool makesAnew(const Invalidation &by) {
  const auto *assignment = llvm::dyn_cast<clang::CXXOperatorCallExpr>(by.expr);
  if (!assignment || assignment->getNumArgs() != 2 || !by.endsWhat(Into::Pointee))
    return false;
  const clang::Expr *value = assignment->getArg(1)->IgnoreUnlessSpelledInSource();
  const auto *call = llvm::dyn_cast<clang::CallExpr>(value);
  const auto *made = llvm::dyn_cast<clang::CXXConstructExpr>(value);
  if (made && made->getNumArgs() > 0)
    return llvm::isa<clang::CXXNewExpr, clang::CallExpr>(made->getArg(0)->IgnoreUnlessSpelledInSource());
  return call && !isCastToRValue(*call);
}

/// Somebody else who may end it while the coroutine is suspended; a certain one before one that only makes it.
static const Invalidation *witnessOf(const ContainerRef &ref, const FunctionFacts &function, const FlowGraph &graph,
                                     Invalidators &invalidators) {
  const Invalidation *maker = nullptr;
  for (const Invalidation &by : invalidators.all()) {
    if (by.container->getCanonicalDecl() == ref.container->getCanonicalDecl() && by.endsWhat(ref.into) &&
        written(*by.in->function) != written(*function.function) && !isOwnHelper(*by.in->function, function) &&
        !excludeEachOther(graph, by, function.unit->summaries)) {
      if (!makesAnew(by))
        return &by;
      maker = &by;
    }
  }
  return maker;
}

static const char *kindOf(Into into) { return into == Into::Iterator ? "an iterator into" : "a reference into"; }

static FindingBuilder report(const std::string &what, const ContainerRef &ref, const StaleUse &use,
                             const Invalidation &by, clang::SourceRange where, const UnitFacts &unit,
                             Reporter &reporter) {
  const std::string container = ref.container->getNameAsString();
  FindingBuilder finding = reporter.report(
      where,
      llvm::formatv("{0} '{1}', and {2} may end that by '{3}' (line {4}) while the coroutine is suspended; look it "
                    "up again after the suspension, or copy what you need before it",
                    what, container, describe(by.in->function), by.how, unit.places.line(by.expr->getBeginLoc()))
          .str());
  if (makesAnew(by))
    finding.tier(Tier::Strict);
  finding.step(use.suspension->getSourceRange(), "others run here");
  finding.step(by.expr->getSourceRange(), "this ends what refers into '" + container + "'");
  return finding;
}

/// A reference through which nothing is written becomes a copy; an iterator or pointer is found again before its use.
static std::optional<Fix> fixFor(const clang::VarDecl &variable, const StaleUse &use, const FunctionFacts &function) {
  const Places &places = function.unit->places;
  const clang::TypeSourceInfo *type = variable.getTypeSourceInfo();
  const clang::Expr *init = variable.getInit();
  if (!type || !init || !isWritable(function, variable.getSourceRange()) || variable.getName().empty())
    return std::nullopt;
  if (const auto reference = type->getTypeLoc().getAs<clang::ReferenceTypeLoc>()) {
    const clang::QualType owned = variable.getType()->getPointeeType();
    if (!owned.isConstQualified() || !isCopyable(owned))
      return std::nullopt;
    return Fix{"copy it", /*safe=*/false, {{places.span(reference.getSigilLoc()), ""}}};
  }
  const clang::Stmt *statement = use.name ? statementOf(*use.name, function.flow()->tree()) : nullptr;
  if (!statement || variable.getType().isConstQualified() || !llvm::isa<clang::CallExpr>(init->IgnoreImplicit()) ||
      function.flow()->tree().isInside(*use.suspension, *statement))
    return std::nullopt;
  const std::string name = variable.getNameAsString();
  return precedeFix(function, *statement, name + " = " + places.text(init->getSourceRange()) + ";", "look it up again");
}

/// The loop whose hidden iterator `variable` is.
static const clang::CXXForRangeStmt *loopOf(const clang::VarDecl &variable, const Event &begin,
                                            const FlowGraph &graph) {
  const auto *loop = variable.isImplicit() ? graph.tree().enclosing<clang::CXXForRangeStmt>(*begin.stmt) : nullptr;
  return loop && loop->getBeginStmt() == begin.stmt ? loop : nullptr;
}

static void checkVariable(const clang::VarDecl &variable, const Event &begin, Position position,
                          const FunctionFacts &function, Invalidators &invalidators,
                          llvm::DenseSet<const clang::Stmt *> &reportedLoops, Reporter &reporter) {
  const FlowGraph &graph = *function.flow();
  const auto *loop = loopOf(variable, begin, graph);
  const auto *around = graph.tree().enclosing<clang::CXXForRangeStmt>(*begin.stmt);
  const bool isLoopVariable = around && around->getLoopVarStmt() == begin.stmt;
  if ((variable.isImplicit() && !loop) || (isLoopVariable && reportedLoops.contains(around)))
    return;
  const auto ref = containerBehind(variable, function.unit->summaries);
  const auto use = ref ? findStaleUse(graph, variable, position, function.unit->summaries) : std::nullopt;
  const Invalidation *by = use ? witnessOf(*ref, function, graph, invalidators) : nullptr;
  if (!by)
    return;
  if (loop) {
    reportedLoops.insert(loop);
    report("the loop goes on, after a suspension in its body, with an iterator into", *ref, *use, *by,
           {loop->getForLoc(), loop->getRParenLoc()}, *function.unit, reporter);
    return;
  }
  const std::string name = variable.getName().empty() ? "this" : "'" + variable.getNameAsString() + "'";
  FindingBuilder finding =
      report(name + " is " + kindOf(ref->into), *ref, *use, *by, use->where, *function.unit, reporter);
  if (const auto fix = fixFor(variable, *use, function))
    finding.fix(*fix);
}

/// 'parallel_for_each(rows, [&](Row &r) { ... rows.push_back(...); })': a loop of the library runs over the container.
static void checkLoopCall(const clang::Expr &call, const FunctionFacts &function, const FlowGraph &graph,
                          Invalidators &invalidators, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  if (!summaries.isWork(call.getType()))
    return;
  const auto arguments = argumentsOf(call);
  for (const clang::Expr *argument : arguments) {
    const clang::ValueDecl *container = argument->isGLValue() ? sharedContainer(*argument, summaries) : nullptr;
    if (!container)
      continue;
    for (const Invalidation &by : invalidators.all()) {
      const bool isInside =
          by.container == container && by.endsWhat(Into::Iterator) &&
          llvm::any_of(arguments, [&](const clang::Expr *other) {
            const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(other->IgnoreUnlessSpelledInSource());
            return lambda && lambda->getCallOperator() == by.in->function && by.in->function->getNumParams() > 0;
          });
      if (isInside)
        reporter
            .report(by.expr->getSourceRange(),
                    llvm::formatv("{0} still iterates over '{1}' when this is reached, and '{2}' ends its iterators; "
                                  "collect the changes, and make them when the loop has ended",
                                  describe(calleeOf(call)), container->getName(), by.how)
                        .str())
            .step(call.getSourceRange(), "this loops over it");
    }
  }
}

/// 'do_for_each(rows, f)': the library goes on with an iterator when the work of 'f' for an element has ended. Loops
/// that start the work of all elements before they return keep none.
static void checkSlowLoop(const clang::Expr &call, const FunctionFacts &function, const FlowGraph &graph,
                          Invalidators &invalidators, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const auto arguments = argumentsOf(call);
  if (arguments.size() < 2 || !summaries.isWork(call.getType()))
    return;
  const CallableUse use = summaries.useOfCallable(call, arguments.size() - 1);
  const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(arguments.back()->IgnoreUnlessSpelledInSource());
  const clang::ValueDecl *container =
      arguments.front()->isGLValue() ? sharedContainer(*arguments.front(), summaries) : nullptr;
  const bool isLoop = use.keeps == CallableUse::Keeps::UntilReturned && use.runsLater && lambda &&
                      lambda->getCallOperator()->getNumParams() == 1 &&
                      summaries.isWork(lambda->getCallOperator()->getReturnType());
  if (!isLoop || !llvm::isa_and_nonnull<clang::FieldDecl>(container))
    return;
  const ContainerRef ref{container, Into::Iterator};
  if (const Invalidation *by = witnessOf(ref, function, graph, invalidators))
    report("the loop goes on, when its work has been suspended, with an iterator into", ref,
           {call.getSourceRange(), &call}, *by, call.getSourceRange(), *function.unit, reporter);
}

static void check(const UnitFacts &unit, Reporter &reporter) {
  Invalidators invalidators(unit);
  for (const FunctionFacts &function : unit.functions) {
    const FlowGraph *graph = function.flow();
    if (!graph)
      continue;
    llvm::DenseSet<const clang::Stmt *> reportedLoops;
    graph->forEach([&](const Event &event, Position position) {
      if (event.kind == Event::Kind::Call) {
        checkLoopCall(*event.expr(), function, *graph, invalidators, reporter);
        return checkSlowLoop(*event.expr(), function, *graph, invalidators, reporter);
      }
      const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
      if (variable && variable->isImplicit())
        checkVariable(*variable, event, position, function, invalidators, reportedLoops, reporter);
    });
    graph->forEach([&](const Event &event, Position position) {
      const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
      if (variable && !variable->isImplicit())
        checkVariable(*variable, event, position, function, invalidators, reportedLoops, reporter);
    });
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a reference or iterator into a container is used after a suspension in which others may end it",
    .checkUnit = check,
};

} // namespace corolint
