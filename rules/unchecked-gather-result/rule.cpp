#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Consumption.h"
#include "flow/Elements.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

#include <clang/AST/DeclTemplate.h>

namespace corolint {

static bool isFuture(clang::QualType type, AsyncModel &model) { return model.type(type).drop == Drop::LosesError; }

/// How many of the template's arguments are futures: 2 of 'std::tuple<future<int>, future<>>'.
static unsigned numberOfFutures(clang::QualType type, AsyncModel &model) {
  const auto *record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record)
    return 0;
  const auto isOne = [&](const clang::TemplateArgument &argument) {
    return argument.getKind() == clang::TemplateArgument::Type && isFuture(argument.getAsType(), model);
  };
  unsigned count = 0;
  for (const clang::TemplateArgument &argument : record->getTemplateArgs().asArray())
    count += argument.getKind() == clang::TemplateArgument::Pack ? llvm::count_if(argument.pack_elements(), isOne)
                                                                 : static_cast<unsigned>(isOne(argument));
  return count;
}

/// Whether `place` holds what a function that gathers has returned: a variable made from its result, or what a
/// continuation is called with, whose futures have ended as well.
static bool isGathered(const clang::ValueDecl *place, const FlowGraph &graph, AsyncModel &model) {
  if (const auto *parameter = llvm::dyn_cast_or_null<clang::ParmVarDecl>(place)) {
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&graph.function());
    return method && method->getParent()->isLambda() &&
           numberOfFutures(parameter->getType().getNonReferenceType(), model) > 0;
  }
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(place);
  if (!variable || !variable->getInit())
    return false;
  return llvm::any_of(graph.tree().every<clang::CallExpr>(), [&](const clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && model.role(*callee, Role::Gathers) && graph.tree().isInside(*call, *variable->getInit());
  });
}

static std::vector<const clang::VarDecl *> gatheredTuples(const FlowGraph &graph, AsyncModel &model) {
  std::vector<const clang::VarDecl *> found;
  const auto add = [&](const clang::VarDecl &variable) {
    const unsigned futures = numberOfFutures(variable.getType().getNonReferenceType(), model);
    if (futures > 1 && futures < 16 && isGathered(&variable, graph, model))
      found.push_back(&variable);
  };
  for (const clang::ParmVarDecl *parameter : graph.function().parameters())
    add(*parameter);
  graph.forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    if (variable)
      add(*variable);
  });
  return found;
}

/// The call or await in which `use` takes the result.
static const clang::Stmt &takenBy(const Event &use, const WrittenTree &tree) {
  const Fate fate = fateOf(*use.expr(), tree);
  return fate.by ? *fate.by : *use.stmt;
}

/// Whether some call asks an element of `whole` about itself.
static bool isAnyAsked(const clang::ValueDecl *whole, const FlowGraph &graph, AsyncModel &model) {
  return llvm::any_of(graph.tree().every<clang::CXXMemberCallExpr>(), [&](const clang::CXXMemberCallExpr *call) {
    const clang::CXXMethodDecl *callee = call->getMethodDecl();
    const clang::Expr &object = *call->getImplicitObjectArgument();
    return callee && model.role(*callee, Role::TellsFailure) && rootOf(object).place == whole;
  });
}

/// Whether some use of `variable` asks the future about itself.
static bool isAsked(const clang::VarDecl &variable, const FlowGraph &graph, AsyncModel &model) {
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    found |= event.kind == Event::Kind::Use && event.place == &variable &&
             consumptionOf(event, graph, model) == Consumption::Looks;
  });
  return found;
}

/// Whether the value of `gathered` goes no further: 'when_all(...).discard_result()', 'co_await when_all(...);'.
static bool isThrownAway(const clang::CallExpr &gathered, const WrittenTree &tree) {
  const Fate fate = fateOf(gathered, tree);
  if (fate.kind == Fate::Kind::Awaited)
    return fateOf(*fate.call(), tree).kind == Fate::Kind::Dropped;
  if (fate.kind != Fate::Kind::Receiver || !argumentsOf(*fate.by).empty())
    return false;
  const auto *result =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(fate.call()->getType()->getAsCXXRecordDecl());
  return result && result->getTemplateArgs().size() > 0 &&
         result->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type &&
         result->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// The futures that a gathering gives back are thrown away with the errors in them.
static void checkThrownAway(const FunctionFacts &function, const FlowGraph &graph, Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  for (const auto *call : graph.tree().every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    const auto *gathered =
        llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(call->getType()->getAsCXXRecordDecl());
    if (!callee || !gathered || !model.role(*callee, Role::Gathers) || gathered->getTemplateArgs().size() == 0 ||
        gathered->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type ||
        numberOfFutures(gathered->getTemplateArgs()[0].getAsType(), model) == 0 || !isThrownAway(*call, graph.tree()))
      continue;
    reporter.report(call->getSourceRange(),
                    "the futures that " + describe(callee) +
                        " gives back are thrown away, and with them the errors of those that have failed; use what "
                        "fails when one of them does, or look at each");
  }
}

/// Whether a call of `method` throws the error of the future that it consumes, as 'get()' does.
static bool throwsError(const clang::CXXMethodDecl &method) {
  const auto *type = method.getType()->castAs<clang::FunctionProtoType>();
  const clang::CXXRecordDecl *result = method.getReturnType()->getAsCXXRecordDecl();
  return !type->isNothrow() && !(result && qualifiedName(*result).ends_with("exception_ptr"));
}

/// Whether `use` takes the result of a future, or throws its error.
static bool takesResult(const Event &use, const FlowGraph &graph, AsyncModel &model) {
  if ((use.access != Access::Method && use.access != Access::Await) ||
      consumptionOf(use, graph, model) != Consumption::Consumes || graph.tree().isTried(*use.stmt))
    return false;
  const Fate fate = fateOf(*use.expr(), graph.tree());
  const auto *method =
      fate.kind == Fate::Kind::Receiver ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(calleeOf(*fate.by)) : nullptr;
  return !method || throwsError(*method);
}

/// Where errors that nobody sees do no harm, results are awaited one by one on purpose.
static Tier tierOf(const Event &use) { return use.access == Access::Await ? Tier::Strict : Tier::Default; }

static std::string lostWithFirst(llvm::StringRef which) {
  return ("the first of these futures that has failed throws here, and the errors of the others are lost; " + which)
      .str();
}

/// Futures that are taken one after the other in a loop: 'for (auto &r : results) sum += r.get();'.
static void checkLoops(const FunctionFacts &function, const FlowGraph &graph, Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  const WrittenTree &tree = graph.tree();
  for (const auto *loop : tree.every<clang::CXXForRangeStmt>()) {
    const clang::VarDecl *one = loop->getLoopVariable();
    if (!one || model.type(one->getType()).drop != Drop::LosesError || isAsked(*one, graph, model))
      continue;
    const bool gathered = isGathered(rootOf(*loop->getRangeInit()).place, graph, model);
    graph.forEach([&](const Event &event, Position) {
      if (event.kind == Event::Kind::Use && event.place == one && takesResult(event, graph, model) &&
          (gathered || event.access == Access::Method))
        reporter.report(takenBy(event, tree).getSourceRange(), lostWithFirst("ask each whether it has failed first"))
            .tier(gathered ? tierOf(event) : Tier::Strict);
    });
  }
}

static bool takesError(const clang::CXXMemberCallExpr &call, AsyncModel &model) {
  const clang::CXXMethodDecl *callee = call.getMethodDecl();
  return callee && model.role(*callee, Role::Consumes) && throwsError(*callee);
}

/// The same by index: 'for (size_t i = 0; ...) sum += results[i].get();'.
static void checkIndexed(const FunctionFacts &function, const FlowGraph &graph, Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  const WrittenTree &tree = graph.tree();
  for (const auto *call : tree.every<clang::CXXMemberCallExpr>()) {
    const clang::Expr &object = *call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
    const auto *at = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&object);
    if (!at || at->getOperator() != clang::OO_Subscript || !tree.enclosing<clang::ForStmt>(*call) ||
        model.type(object.getType()).drop != Drop::LosesError || !takesError(*call, model) || tree.isTried(*call))
      continue;
    const clang::ValueDecl *whole = rootOf(*at->getArg(0)).place;
    if (isGathered(whole, graph, model) && !isAnyAsked(whole, graph, model))
      reporter.report(call->getSourceRange(), lostWithFirst("ask each whether it has failed first"));
  }
}

/// 'auto &saved = std::get<0>(results);': nothing has become of it yet.
static bool onlyNames(const Event &use, const WrittenTree &tree) {
  const Fate fate = fateOf(*use.expr(), tree);
  return fate.kind == Fate::Kind::Kept && fate.variable->getType()->isReferenceType();
}

/// Futures in a tuple, of which one is taken while nobody has looked at another.
static void checkTuple(const clang::VarDecl &tuple, const FunctionFacts &function, const FlowGraph &graph,
                       Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  const unsigned all = (1U << numberOfFutures(tuple.getType().getNonReferenceType(), model)) - 1;
  bool reported = false;
  Exploration exploration(graph, /*followExceptions=*/false);
  exploration.from(graph.begin(), 0, [&](const Event &event, Position, unsigned settled) -> std::optional<unsigned> {
    const auto element = elementUse(event, graph.tree());
    const bool isOther = !element || element->whole != &tuple;
    // Who has the whole may look at all of it.
    if (isOther && event.kind == Event::Kind::Use && event.place == &tuple)
      return std::nullopt;
    if (isOther || reported || onlyNames(element->use, graph.tree()))
      return settled;
    const unsigned bit = 1U << element->index;
    if ((settled & bit) == 0 && (settled | bit) != all && takesResult(element->use, graph, model)) {
      reported = true;
      reporter
          .report(takenBy(element->use, graph.tree()).getSourceRange(),
                  "if this future has failed it throws here, and the errors of the others that were gathered with "
                  "it are lost; ask each whether it has failed first")
          .tier(tierOf(element->use));
    }
    return settled | bit;
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  // A continuation that makes no work of its own still owns what it is called with.
  const FlowGraph *graph = function.function ? function.unit->summaries.flow(*function.function) : nullptr;
  if (!graph)
    return;
  checkThrownAway(function, *graph, reporter);
  checkLoops(function, *graph, reporter);
  checkIndexed(function, *graph, reporter);
  for (const clang::VarDecl *tuple : gatheredTuples(*graph, function.unit->model))
    checkTuple(*tuple, function, *graph, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "gathered results are taken without looking at their errors",
    .checkFunction = check,
};

} // namespace corolint
