#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Access.h"
#include "flow/Consumption.h"
#include "flow/Explore.h"
#include "flow/Fate.h"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

namespace {

/// A local variable that is initialized with fresh work.
struct LocalTask {
  const clang::VarDecl *variable;
  const clang::Expr *value; // that makes the work
  const AsyncType *type;
  Position begun;
};

/// What may become of the work, over all ways on which no exception flies.
struct Losses {
  bool isConsumed = false;                  // on some way
  bool isLost = false;                      // on some way
  bool isLookedAt = false;                  // on some way: the state of work that has begun
  const clang::Stmt *leftBy = nullptr;      // the return on a way on which it is lost
  const clang::Stmt *overwritten = nullptr; // the assignment of other work to it
};

} // namespace

/// Whether nothing but an await, or what the variable is handed to, can make something of the work.
static bool needsConsumer(const AsyncType &type) { return type.lostWhenDropped() && type.drop != Drop::Cancels; }

/// The local variable whose work `call` hands on: 'std::move(task)'.
static const clang::VarDecl *movedBy(const clang::CallExpr &call) {
  const auto *name = isCastToRValue(call)
                         ? llvm::dyn_cast<clang::DeclRefExpr>(call.getArg(0)->IgnoreUnlessSpelledInSource())
                         : nullptr;
  const auto *variable = name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
  return variable && variable->isLocalVarDecl() && variable->getInit() ? variable : nullptr;
}

/// The expression by which `value` is fresh work: a call, an await that gives work, another variable's work, behind
/// braces, in both arms of '?:'.
static const clang::Expr *freshWork(const clang::Expr &value) {
  const clang::Expr *plain = value.IgnoreUnlessSpelledInSource();
  if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(plain))
    return list->getNumInits() == 1 ? freshWork(*list->getInit(0)) : nullptr;
  if (const auto *copy = llvm::dyn_cast<clang::CXXConstructExpr>(plain))
    return copy->getNumArgs() == 1 && copy->getConstructor()->isMoveConstructor() ? freshWork(*copy->getArg(0))
                                                                                  : nullptr;
  if (const auto *choice = llvm::dyn_cast<clang::ConditionalOperator>(plain))
    return freshWork(*choice->getTrueExpr()) && freshWork(*choice->getFalseExpr()) ? choice : nullptr;
  if (llvm::isa<clang::CoawaitExpr>(plain))
    return plain->isPRValue() ? plain : nullptr;
  const auto *call = llvm::dyn_cast<clang::CallExpr>(plain);
  const clang::VarDecl *other = call ? movedBy(*call) : nullptr;
  if (other)
    return freshWork(*other->getInit()) ? call : nullptr;
  return call && call->isPRValue() ? call : nullptr;
}

/// The function that made the work, by its name in messages.
static std::string makerOf(const clang::Expr &value) {
  const clang::Expr *plain = value.IgnoreUnlessSpelledInSource();
  if (const auto *await = llvm::dyn_cast<clang::CoawaitExpr>(plain))
    return makerOf(*await->getOperand());
  const auto *call = llvm::dyn_cast<clang::CallExpr>(plain);
  const clang::VarDecl *other = call ? movedBy(*call) : nullptr;
  const clang::Expr *before = other ? freshWork(*other->getInit()) : nullptr;
  return before ? makerOf(*before) : describe(call ? call->getDirectCallee() : nullptr);
}

/// A future of something whose life matters: 'auto units = get_units(semaphore, 1);'.
static bool looksLikeGuard(const clang::VarDecl &variable, AsyncModel &model) {
  const auto *record =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(variable.getType()->getAsCXXRecordDecl());
  if (!record || model.type(variable.getType()).drop != Drop::LosesError || record->getTemplateArgs().size() == 0 ||
      record->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type)
    return false;
  const clang::CXXRecordDecl *result = record->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return result && result->hasDefinition() && result->hasNonTrivialDestructor();
}

/// Whether there is nothing to run: the task of a lambda without a statement, as tests make it to look at the rest.
static bool isEmptyWork(const clang::Expr &value) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(value.IgnoreUnlessSpelledInSource());
  const auto *method = call ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee()) : nullptr;
  if (!method)
    return false;
  if (const clang::Expr *object = objectOf(*call); object && !method->getParent()->isLambda())
    return isEmptyWork(*object); // 'work().named("x")'
  const auto *body = llvm::dyn_cast_or_null<clang::CoroutineBodyStmt>(method->getBody());
  const auto *block = body ? llvm::dyn_cast<clang::CompoundStmt>(body->getBody()) : nullptr;
  const auto *end = block && block->size() == 1 ? llvm::dyn_cast<clang::CoreturnStmt>(block->body_front()) : nullptr;
  return method->getParent()->isLambda() && end && !end->getOperand();
}

static std::vector<LocalTask> localTasks(const FlowGraph &graph, AsyncModel &model) {
  std::vector<LocalTask> tasks;
  graph.forEach([&](const Event &event, Position position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    // What is marked so is thrown away on purpose, which is another rule's matter, unless it is meant for a guard.
    if (!variable || !variable->hasLocalStorage() ||
        (variable->hasAttr<clang::UnusedAttr>() && !looksLikeGuard(*variable, model)))
      return;
    const AsyncType &type = model.type(variable->getType());
    if (!needsConsumer(type))
      return;
    const clang::Expr *value = variable->getInit() ? freshWork(*variable->getInit()) : nullptr;
    if (value && !isEmptyWork(*value))
      tasks.push_back({variable, value, &type, {position.block, position.index + 1}});
  });
  return tasks;
}

/// Whether nobody else can have started the work: it comes straight from its function.
static bool isUntouched(const clang::Expr &value) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(&value);
  return llvm::isa<clang::ConditionalOperator>(value) || (call && !movedBy(*call));
}

/// A cast to void says that the variable is not needed; a lazy task needs more than that to run. Whoever asks for the
/// state of work that an await gives, or that was moved, may find it done.
static Consumption howUsed(const Event &use, const LocalTask &task, const FlowGraph &graph, AsyncModel &model) {
  const Consumption how = consumptionOf(use, graph, model);
  if (how == Consumption::Looks && !isUntouched(*task.value))
    return Consumption::HandsOver;
  const bool isVoided = task.type->drop == Drop::NeverRuns && use.access == Access::Read &&
                        fateOf(*use.expr(), graph.tree()).kind == Fate::Kind::Voided;
  return isVoided ? Consumption::Looks : how;
}

static Losses follow(const LocalTask &task, const FlowGraph &graph, AsyncModel &model) {
  Losses losses;
  std::vector<const clang::Stmt *> returns = {nullptr}; // the state is the index of the last one passed
  Exploration exploration(graph, /*followExceptions=*/false);
  const auto lose = [&](unsigned state) {
    losses.isLost = true;
    losses.leftBy = losses.leftBy ? losses.leftBy : returns[state];
  };
  exploration.from(
      task.begun, 0,
      [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        if (event.kind == Event::Kind::Return && event.stmt->getBeginLoc().isMacroID())
          return std::nullopt; // 'ASSERT_TRUE(x)' leaves when the test has failed
        if (event.kind == Event::Kind::Return) {
          returns.push_back(event.stmt);
          return returns.size() - 1;
        }
        if (event.place != task.variable)
          return state;
        if (event.kind == Event::Kind::End || event.kind == Event::Kind::Begin) {
          lose(state);
          return std::nullopt;
        }
        const Consumption how = howUsed(event, task, graph, model);
        if (how == Consumption::Looks) {
          losses.isLookedAt |= event.access == Access::Method && task.type->start == Start::Eager;
          return state;
        }
        if (how == Consumption::Assigns)
          losses.overwritten = event.stmt;
        else
          losses.isConsumed = true;
        return std::nullopt;
      },
      [&](unsigned state, bool) { lose(state); });
  return losses;
}

/// Somebody consumes it, but no way that Clang's graph knows leads there: as with a call that never returns between.
static bool isNamedToConsume(const LocalTask &task, const FlowGraph &graph, AsyncModel &model) {
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && event.place == task.variable) {
      const Consumption how = howUsed(event, task, graph, model);
      found |= how == Consumption::Consumes || how == Consumption::HandsOver;
    }
  });
  return found;
}

/// 'task = next(); check(bool(task));': whoever puts other work in the place of old and then asks what is there, in a
/// function that cannot await, looks at what becomes of the old.
static bool isOverwrittenToSee(const LocalTask &task, const Losses &losses, const FunctionFacts &function) {
  if (!losses.overwritten || function.isCoroutine)
    return false;
  const FlowGraph &graph = *function.flow();
  bool asks = false;
  graph.forEach([&](const Event &overwrites, Position position) {
    if (overwrites.stmt != losses.overwritten || overwrites.place != task.variable)
      return;
    position.index += 1;
    const auto names = [&](const Event &event) {
      return event.place == task.variable && event.kind == Event::Kind::Use;
    };
    const Event *next = reach(graph, position, names);
    asks |= next && consumptionOf(*next, graph, function.unit->model) == Consumption::Looks;
  });
  return asks;
}

static std::string consequence(const AsyncType &type) {
  switch (type.drop) {
  case Drop::LosesError:
    return "nobody waits for it or sees its result and error";
  case Drop::Terminates:
    return "its end terminates the program";
  default:
    return type.coroutine ? "it does not run" : "nothing happens";
  }
}

static std::string message(const LocalTask &task, const Losses &losses) {
  const std::string name = task.variable->getNameAsString();
  const std::string callee = makerOf(*task.value);
  if (losses.overwritten)
    return llvm::formatv("'{0}' gets other work before the task of {1} has been awaited, so {2}; await it first", name,
                         callee, consequence(*task.type));
  if (losses.isConsumed)
    return llvm::formatv("'{0}', the task of {1}, is never awaited on some way to the end of its scope, and there {2}",
                         name, callee, consequence(*task.type));
  return llvm::formatv("'{0}' is the task of {1}, not its result, and is never awaited, so {2}", name, callee,
                       consequence(*task.type));
}

/// Whether awaiting it gives no value that a variable could hold.
static bool awaitsToNothing(const clang::VarDecl &variable) {
  const clang::CXXRecordDecl *record = variable.getType().getNonReferenceType()->getAsCXXRecordDecl();
  clang::ASTContext &ast = variable.getASTContext();
  for (const clang::NamedDecl *member : record->lookup(&ast.Idents.get("await_resume")))
    if (const auto *resume = llvm::dyn_cast<clang::CXXMethodDecl>(member))
      return resume->getReturnType()->isVoidType();
  const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  return instance && instance->getTemplateArgs().size() > 0 &&
         instance->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type &&
         instance->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// Awaits at the initializer: 'auto units = co_await lock();', and 'co_await save();' where there is no result.
static std::optional<Fix> initializerFix(const FunctionFacts &function, const LocalTask &task) {
  const WrittenTree &tree = function.flow()->tree();
  const bool canAwait = function.isCoroutine && !tree.enclosing<clang::CXXCatchStmt>(*task.value);
  std::optional<Fix> fix = awaitFix(function, *task.value, *task.type, canAwait);
  if (!fix)
    return std::nullopt;
  const auto *declaration = tree.enclosing<clang::DeclStmt>(*task.value);
  if (!awaitsToNothing(*task.variable))
    return task.variable->getType()->getContainedDeducedType() ? fix : std::nullopt;
  const Places &places = function.unit->places;
  if (!declaration || !declaration->isSingleDecl() || task.variable->isUsed() ||
      !places.isEditable(declaration->getSourceRange()))
    return std::nullopt;
  fix->edits = {
      {places.span(declaration->getSourceRange()), "co_await " + places.text(task.value->getSourceRange()) + ";"}};
  return fix;
}

/// '{ Task t = f(); check(); }' in a function that cannot await: the block is there to see the task end unawaited.
static bool hasBlockOfItsOwn(const LocalTask &task, const FunctionFacts &function) {
  const WrittenTree &tree = function.flow()->tree();
  const auto *block = tree.enclosing<clang::CompoundStmt>(*task.value);
  return !function.isCoroutine && block && llvm::isa_and_nonnull<clang::CompoundStmt>(tree.parent(*block));
}

/// Whether the type was made to be dropped without a warning, or somebody has asked how far the work is and so knows
/// that it is not his result.
static bool mayBeDropped(const LocalTask &task, const Losses &losses) {
  return task.type->drop == Drop::LosesError && (!task.type->noDiscard || losses.isLookedAt);
}

/// Whether a function that cannot await asks the future for its state: it may find it done.
static bool isAsked(const LocalTask &task, const FunctionFacts &function) {
  bool asked = false;
  if (!function.isCoroutine && task.type->drop == Drop::LosesError)
    function.flow()->forEach([&](const Event &event, Position) {
      asked |= event.kind == Event::Kind::Use && event.place == task.variable &&
               consumptionOf(event, *function.flow(), function.unit->model) == Consumption::Looks;
    });
  return asked;
}

static void report(const FunctionFacts &function, const LocalTask &task, const Losses &losses, bool isCertain,
                   Reporter &reporter) {
  const bool isSure = isCertain && !mayBeDropped(task, losses);
  if (!isSure && isAsked(task, function))
    return;
  FindingBuilder finding = reporter.report(task.value->getSourceRange(), message(task, losses));
  if (!isSure)
    finding.tier(Tier::Strict);
  if (losses.overwritten)
    finding.step(losses.overwritten->getSourceRange(), "other work is assigned here");
  else if (losses.isConsumed && losses.leftBy)
    finding.step(losses.leftBy->getSourceRange(), "this way out does not await it");
  const bool isCall = llvm::isa<clang::CallExpr>(task.value) && isUntouched(*task.value);
  if (!losses.isConsumed && !losses.overwritten && !losses.isLookedAt && isCall)
    if (const auto fix = initializerFix(function, task))
      finding.fix(*fix);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  AsyncModel &model = function.unit->model;
  for (const LocalTask &task : localTasks(*graph, model)) {
    const Losses losses = follow(task, *graph, model);
    // A future is often made ready first and assigned later; a lazy task that is overwritten has never run.
    const bool isPlaceholder = losses.overwritten && task.type->drop == Drop::LosesError;
    if ((!losses.isLost && !losses.overwritten) || isPlaceholder || hasBlockOfItsOwn(task, function) ||
        isOverwrittenToSee(task, losses, function))
      continue;
    const bool isCertain = losses.overwritten ? !losses.isConsumed && !losses.isLost
                                              : !losses.isConsumed && !isNamedToConsume(task, *graph, model);
    report(function, task, losses, isCertain, reporter);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a variable holds a task that nobody awaits",
    .checkFunction = check,
};

} // namespace corolint
