#include "engine/Rule.h"

#include "engine/Rewrites.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

namespace corolint {

using Awaits = std::vector<const clang::CoawaitExpr *>;

/// What ends things is known by its name: nothing else in its type tells it from other members.
static bool endsSomething(const clang::FunctionDecl &function) {
  return llvm::is_contained({"stop", "close", "shutdown"}, unqualifiedName(function));
}

static const clang::CallExpr *awaitedCall(const clang::CoawaitExpr &await) {
  return llvm::dyn_cast<clang::CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
}

/// Whether an exception may come out of the await and leave the body at once.
static bool mayLeave(const clang::CoawaitExpr &await, const WrittenTree &tree, AsyncModel &model) {
  const clang::CallExpr *call = awaitedCall(await);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return !tree.isTried(await) && !tree.enclosing<clang::CXXCatchStmt>(await) &&
         !(callee && model.role(*callee, Role::NeverFails));
}

static void checkStop(const FunctionFacts &function, const Awaits &awaits, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  if (!llvm::isa<clang::CXXMethodDecl>(function.function) || !endsSomething(*function.function))
    return;
  for (std::size_t i = 0; i + 1 < awaits.size(); ++i) {
    const bool sameExpression = tree.isInside(*awaits[i + 1], tree.fullExpression(*awaits[i]));
    if (sameExpression || !mayLeave(*awaits[i], tree, function.unit->model))
      continue;
    reporter
        .report(awaits[i]->getSourceRange(),
                "'" + unqualifiedName(*function.function) +
                    "' ends here when this await throws, and what it has still to end goes "
                    "on; catch the exception and rethrow it at the end")
        .step(awaits[i + 1]->getSourceRange(), "this step is skipped");
    return;
  }
}

/// Whether the end of the variable ends the object on which `call` is made: its class has a destructor of its own.
static bool endsByItself(const clang::CXXMemberCallExpr &call, const clang::VarDecl &variable) {
  const clang::CXXRecordDecl *record = call.getRecordDecl();
  const auto *destructor = record && record->hasDefinition() ? record->getDestructor() : nullptr;
  return destructor && destructor->isUserProvided() && !variable.getType()->isPointerType();
}

/// The local object that `await` closes: 'co_await reader.close()'.
static const clang::VarDecl *closedBy(const clang::CoawaitExpr &await) {
  const auto *call = llvm::dyn_cast_or_null<clang::CXXMemberCallExpr>(awaitedCall(await));
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !endsSomething(*callee))
    return nullptr;
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(rootOf(*call->getImplicitObjectArgument()).place);
  return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
                 !llvm::isa<clang::ParmVarDecl>(variable) && !endsByItself(*call, *variable)
             ? variable
             : nullptr;
}

static void checkClosed(const FunctionFacts &function, const Awaits &awaits, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  for (const clang::CoawaitExpr *close : awaits) {
    const clang::VarDecl *object = closedBy(*close);
    if (!object || tree.enclosing<clang::CXXCatchStmt>(*close))
      continue;
    for (const clang::CoawaitExpr *await : awaits) {
      const bool isBetween = object->getEndLoc() < await->getBeginLoc() && await->getEndLoc() < close->getBeginLoc();
      if (!isBetween || (object->getInit() && tree.isInside(*await, *object->getInit())) ||
          closedBy(*await) == object || !mayLeave(*await, tree, function.unit->model))
        continue;
      reporter
          .report(await->getSourceRange(), "'" + object->getNameAsString() +
                                               "' is not closed when this await throws: the only 'close' comes after "
                                               "it; close it on the exception's way too")
          .step(close->getSourceRange(), "it is closed here only");
      break;
    }
  }
}

/// The place that a counter's '++' or '--' changes, where others see it.
static const clang::ValueDecl *counterOf(const clang::UnaryOperator &step) {
  const clang::ValueDecl *place = rootOf(*step.getSubExpr()).place;
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(place);
  return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() ? nullptr : place;
}

static void checkCounters(const FunctionFacts &function, const Awaits &awaits, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  std::vector<const clang::UnaryOperator *> steps = tree.every<clang::UnaryOperator>();
  llvm::erase_if(steps, [](const clang::UnaryOperator *step) { return !step->isIncrementDecrementOp(); });
  for (const auto *up : steps)
    for (const auto *down : steps) {
      if (!up->isIncrementOp() || !down->isDecrementOp() || !counterOf(*up) || counterOf(*up) != counterOf(*down) ||
          tree.enclosing<clang::CXXCatchStmt>(*down))
        continue;
      for (const clang::CoawaitExpr *await : awaits)
        if (up->getEndLoc() < await->getBeginLoc() && await->getEndLoc() < down->getBeginLoc() &&
            mayLeave(*await, tree, function.unit->model)) {
          reporter
              .report(await->getSourceRange(),
                      "'" + counterOf(*up)->getNameAsString() +
                          "' stays too high when this await throws; count down in a destructor")
              .step(down->getSourceRange(), "this is skipped");
          return;
        }
    }
}

/// The member call that undoes what `open` did on its object, behind it; null where there is none.
static const clang::CallExpr *closingOf(const clang::CallExpr &open, const FunctionRole &role,
                                        const WrittenTree &tree) {
  const clang::Expr *object = objectOf(open);
  const clang::ValueDecl *place = object ? rootOf(*object).place : nullptr;
  if (!place)
    return nullptr;
  for (const auto *call : tree.every<clang::CallExpr>()) {
    const clang::Expr *other = call->getDirectCallee() ? objectOf(*call) : nullptr;
    if (other && open.getEndLoc() < call->getBeginLoc() && rootOf(*other).place == place &&
        unqualifiedName(*call->getDirectCallee()) == role.entry->closedBy &&
        !tree.enclosing<clang::CXXCatchStmt>(*call))
      return call;
  }
  return nullptr;
}

/// 'gate.enter();' becomes 'auto held = gate.hold();', and 'gate.leave();' goes.
static std::optional<Fix> holdFix(const clang::CallExpr &open, const clang::CallExpr &close, const FunctionEntry &entry,
                                  const FunctionFacts &function) {
  const WrittenTree &tree = function.flow()->tree();
  const auto *callee = llvm::dyn_cast<clang::MemberExpr>(open.getCallee()->IgnoreParens());
  const auto closing = removal(function, close);
  if (entry.heldBy.empty() || !callee || !closing || fateOf(open, tree).kind != Fate::Kind::Dropped ||
      !isWritable(function, open.getSourceRange()))
    return std::nullopt;
  const Places &places = function.unit->places;
  return Fix{"hold it in a variable",
             /*safe=*/false,
             {{places.before(open.getBeginLoc()), "auto " + freeName("held", tree) + " = "},
              {places.span(callee->getMemberLoc()), entry.heldBy},
              *closing}};
}

/// 'gate.enter(); co_await work(); gate.leave();'
static void checkOpened(const FunctionFacts &function, const Awaits &awaits, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *open : tree.every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = open->getDirectCallee();
    const FunctionRole *role = callee ? model.role(*callee, Role::Opens) : nullptr;
    const clang::CallExpr *close = role ? closingOf(*open, *role, tree) : nullptr;
    if (!close)
      continue;
    for (const clang::CoawaitExpr *await : awaits)
      if (open->getEndLoc() < await->getBeginLoc() && await->getEndLoc() < close->getBeginLoc() &&
          mayLeave(*await, tree, model)) {
        FindingBuilder finding =
            reporter.report(await->getSourceRange(), "'" + role->entry->closedBy +
                                                         "' is skipped when this await throws, and "
                                                         "what '" +
                                                         unqualifiedName(*callee) +
                                                         "' began never ends; use what ends it in a destructor");
        finding.step(close->getSourceRange(), "this is skipped");
        if (const auto fix = holdFix(*open, *close, *role->entry, function))
          finding.fix(*fix);
        break;
      }
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine || !function.flow())
    return;
  const Awaits awaits = function.flow()->tree().every<clang::CoawaitExpr>();
  checkStop(function, awaits, reporter);
  checkClosed(function, awaits, reporter);
  checkCounters(function, awaits, reporter);
  checkOpened(function, awaits, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "an await that throws skips what must still be ended",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
