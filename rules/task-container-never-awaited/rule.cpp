#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Fate.h"

#include <clang/AST/DeclFriend.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/MapVector.h>

namespace corolint {

static const AsyncType *lostWork(clang::QualType type, AsyncModel &model) {
  const AsyncType &work = model.type(type);
  return work.lostWhenDropped() && work.drop != Drop::Cancels ? &work : nullptr;
}

/// The work among the fields of an aggregate, a pair or a closure.
static const AsyncType *workInFields(const clang::CXXRecordDecl &record, AsyncModel &model) {
  const bool isPlain = record.isLambda() || record.isAggregate() || record.isInStdNamespace();
  if (!isPlain || model.type(record.getASTContext().getRecordType(&record)).awaitable)
    return nullptr;
  for (const clang::FieldDecl *field : record.fields())
    if (!field->getType()->isReferenceType())
      if (const AsyncType *work = lostWork(field->getType(), model))
        return work;
  return nullptr;
}

/// The kind of work that values of `type` hold: an array, a standard container or what the data calls one, an
/// aggregate, a closure.
static const AsyncType *workIn(clang::QualType type, AsyncModel &model) {
  if (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
    return lostWork(array->getElementType(), model);
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (record && record->hasDefinition() && !model.hasRole(type, TypeRole::Container))
    return workInFields(*record, model);
  const auto *instance = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!instance || !model.hasRole(type, TypeRole::Container))
    return nullptr;
  for (const clang::TemplateArgument &argument : instance->getTemplateArgs().asArray()) {
    if (argument.getKind() != clang::TemplateArgument::Type)
      continue;
    if (const AsyncType *work = lostWork(argument.getAsType(), model))
      return work;
  }
  return nullptr;
}

/// A fresh piece of work, as the argument of a call: 'tasks.push_back(save())'.
static const clang::Expr *freshWork(const clang::Expr &argument, AsyncModel &model) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(argument.IgnoreUnlessSpelledInSource());
  return call && call->isPRValue() && model.type(call->getType()).lostWhenDropped() ? call : nullptr;
}

namespace {

/// What a body does with one container.
struct Story {
  const clang::Expr *put = nullptr; // the first fresh work in the source that is put into it
  bool isLookedAt = false;          // somebody may await what is in it
  bool isMeasured = false;          // somebody asks how much is in it
};

} // namespace

/// Whether a member call only fills, empties or measures the container.
static bool keepsToItself(const clang::Stmt &call, const FlowGraph &graph, AsyncModel &model) {
  const clang::FunctionDecl *callee = calleeOf(call);
  const auto *expr = llvm::dyn_cast<clang::CallExpr>(&call);
  if (!callee || !expr)
    return false;
  // What goes in by reference, as to 'swap', may get the work.
  for (const clang::Expr *argument : argumentsOf(call))
    if (argument->isLValue() && workIn(argument->getType(), model))
      return false;
  const clang::QualType result = callee->getReturnType();
  if (result->isVoidType() || result->isArithmeticType())
    return true;
  const Fate::Kind fate = fateOf(*expr, graph.tree()).kind;
  return fate == Fate::Kind::Dropped || fate == Fate::Kind::Voided;
}

/// Whether the use is of a member that holds no work: 'pair.second'.
static bool isOfOtherMember(const Event &use, const FlowGraph &graph, AsyncModel &model) {
  const auto *member = llvm::dyn_cast_or_null<clang::MemberExpr>(graph.tree().parent(*use.stmt));
  return !use.whole && member && llvm::isa<clang::FieldDecl>(member->getMemberDecl()) &&
         !lostWork(member->getType(), model);
}

/// 'check(tasks.empty())'
static bool measures(const clang::Expr &call, const FlowGraph &graph) {
  const Fate::Kind fate = fateOf(call, graph.tree()).kind;
  return call.getType()->isArithmeticType() && fate != Fate::Kind::Dropped && fate != Fate::Kind::Voided;
}

static void note(const Event &use, const FlowGraph &graph, AsyncModel &model, Story &story) {
  if (isOfOtherMember(use, graph, model))
    return;
  const Fate fate = use.access == Access::Method ? fateOf(*use.expr(), graph.tree()) : Fate();
  if (fate.kind != Fate::Kind::Receiver || !keepsToItself(*fate.by, graph, model)) {
    story.isLookedAt = true;
    return;
  }
  story.isMeasured |= measures(*fate.call(), graph);
  for (const clang::Expr *argument : argumentsOf(*fate.by))
    if (const clang::Expr *work = freshWork(*argument, model))
      if (!story.put || work->getBeginLoc() < story.put->getBeginLoc())
        story.put = work;
}

static Story storyOf(const clang::VarDecl &container, const FlowGraph &graph, AsyncModel &model) {
  Story story;
  if (const clang::Expr *init = container.getInit())
    for (const auto *call : graph.tree().every<clang::CallExpr>())
      if (!story.put && graph.tree().isInside(*call, *init) && !graph.tree().enclosing<clang::CoawaitExpr>(*call) &&
          fateOf(*call, graph.tree()).kind != Fate::Kind::Awaited)
        story.put = freshWork(*call, model);
  graph.forEach([&](const Event &event, Position) {
    if (event.kind == Event::Kind::Use && event.place == &container)
      note(event, graph, model, story);
  });
  return story;
}

static std::string consequence(const AsyncType &type) {
  if (type.drop == Drop::LosesError)
    return "nobody waits for it or sees its error";
  return type.drop == Drop::Terminates ? "its end terminates the program" : "it does not run";
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  AsyncModel &model = function.unit->model;
  graph->forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    if (!variable || !variable->hasLocalStorage())
      return;
    const AsyncType *work = workIn(variable->getType(), model);
    const Story story = work ? storyOf(*variable, *graph, model) : Story();
    if (!story.put || story.isLookedAt)
      return;
    const auto *call = llvm::dyn_cast<clang::CallExpr>(story.put);
    // Whoever gets a container and asks how much is in it may know that there is nothing.
    const bool isMaybeEmpty =
        story.isMeasured && variable->getInit() && graph->tree().isInside(*story.put, *variable->getInit());
    reporter
        .report(story.put->getSourceRange(),
                llvm::formatv("the task of {0} is put into '{1}', which nobody looks into again, so {2}; await what is "
                              "in '{1}', together where the library can",
                              describe(call->getDirectCallee()), variable->getNameAsString(), consequence(*work))
                    .str())
        .step(variable->getLocation(), "'" + variable->getNameAsString() + "' dies with what is in it")
        .tier(isMaybeEmpty ? Tier::Strict : Tier::Default);
  });
}

/// Whether the unit shows every body that can name the private members of the class.
static bool showsAllOf(const clang::CXXRecordDecl &record, const UnitFacts &unit) {
  if (record.hasFriends() || record.isLambda() || record.getDescribedClassTemplate() ||
      llvm::isa<clang::ClassTemplateSpecializationDecl>(record))
    return false;
  return llvm::all_of(record.decls(), [&](const clang::Decl *member) {
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(member);
    if (method)
      return method->isImplicit() || method->isDefaulted() || method->isDeleted() || bodyOf(*method, unit);
    const auto *nested = llvm::dyn_cast<clang::CXXRecordDecl>(member);
    return !llvm::isa<clang::FunctionTemplateDecl, clang::ClassTemplateDecl>(member) &&
           (!nested || nested->isImplicit());
  });
}

/// 'tasks_.push_back(save())' in a class of which no member function ever looks into 'tasks_'.
static void noteMember(const clang::MemberExpr &name, const FlowGraph &graph, AsyncModel &model, Story &story) {
  const Fate fate = fateOf(name, graph.tree());
  if (fate.kind != Fate::Kind::Receiver || !keepsToItself(*fate.by, graph, model)) {
    story.isLookedAt = true;
    return;
  }
  for (const clang::Expr *argument : argumentsOf(*fate.by))
    if (const clang::Expr *work = freshWork(*argument, model); work && !story.put)
      story.put = work;
}

static bool isLookedInto(const clang::FieldDecl &field) {
  return field.getAccess() != clang::AS_private || field.getType()->isReferenceType() || field.hasInClassInitializer();
}

static void checkMembers(const UnitFacts &unit, Reporter &reporter) {
  llvm::MapVector<const clang::FieldDecl *, Story> stories;
  for (const FunctionFacts &function : unit.functions) {
    const FlowGraph *graph = function.function ? unit.summaries.flow(*function.function) : nullptr;
    if (!graph)
      continue;
    for (const auto *name : graph->tree().every<clang::MemberExpr>())
      if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(name->getMemberDecl());
          field && !isLookedInto(*field) && workIn(field->getType(), unit.model))
        noteMember(*name, *graph, unit.model, stories[field]);
  }
  for (const auto &[field, story] : stories) {
    const auto *record = llvm::cast<clang::CXXRecordDecl>(field->getParent());
    if (!story.put || story.isLookedAt || !showsAllOf(*record, unit))
      continue;
    const auto *call = llvm::cast<clang::CallExpr>(story.put);
    reporter
        .report(story.put->getSourceRange(),
                llvm::formatv("the task of {0} is put into '{1}', which no member of '{2}' looks into, so {3}; await "
                              "what is in '{1}', together where the library can",
                              describe(call->getDirectCallee()), field->getName(), record->getName(),
                              consequence(*workIn(field->getType(), unit.model)))
                    .str())
        .step(field->getLocation(), "'" + field->getNameAsString() + "' dies with what is in it");
  }
}

static void checkAll(const UnitFacts &unit, Reporter &reporter) {
  for (const FunctionFacts &function : unit.functions)
    check(function, reporter);
  checkMembers(unit, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "tasks are put into a container that nobody looks into again",
    .checkUnit = checkAll,
};

} // namespace corolint
