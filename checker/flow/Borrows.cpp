#include "Borrows.h"

#include "Fate.h"
#include "Lender.h"
#include "Subject.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

bool isOwnedBy(const clang::VarDecl &variable, const FlowGraph &graph) {
  // Implicit are a coroutine's promise, which is the coroutine itself, and the machinery of a range-for.
  if (!variable.hasLocalStorage() || variable.getType()->isReferenceType() || variable.isInitCapture() ||
      variable.isImplicit())
    return false;
  return variable.getDeclContext() == &graph.function();
}

bool isCopiedInto(const clang::VarDecl &variable, const FlowGraph &graph) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&graph.function());
  if (!method || !method->getParent()->isLambda() || variable.getType()->isReferenceType())
    return false;
  return llvm::any_of(method->getParent()->captures(), [&](const clang::LambdaCapture &capture) {
    return capture.capturesVariable() && capture.getCaptureKind() == clang::LCK_ByCopy &&
           capture.getCapturedVar() == &variable;
  });
}

/// The end at which a future gets its result: 'promise.set_value(1)'. What both ends share goes on without it.
static bool isPromise(clang::QualType type, AsyncModel &model) {
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && record->hasDefinition() && llvm::any_of(record->methods(), [&](const clang::CXXMethodDecl *method) {
           return model.role(*method, Role::Completes);
         });
}

/// A continuation owns what it was called on: 'f().then(...)' takes the future over.
static bool takesObjectOver(const clang::Stmt &call, Summaries &summaries) {
  const clang::Expr *object = objectOf(call);
  return !object || summaries.isWork(object->getType()) || isPromise(object->getType(), summaries.meaning()) ||
         (refersToOthers(object->getType(), summaries.meaning()) && !rootOf(*object).followed);
}

/// Whether `callee` calls its argument before it returns; what that then starts does not refer to the callable itself.
static bool isCalledAtOnce(const clang::FunctionDecl &callee, unsigned argument, AsyncModel &model) {
  return llvm::any_of(model.roles(callee), [&](const FunctionRole &role) {
    return role.entry->role == Role::RunsNow && (role.entry->callable == 0 || role.entry->callable == argument + 1);
  });
}

static bool isCallable(clang::QualType type) {
  const clang::QualType plain = type.getNonReferenceType();
  return plain->isFunctionPointerType() || plain->isFunctionType();
}

/// What is known of a callable's use though the callee's body is not shown: a callee that keeps it has one of its own,
/// and one that runs it at once uses what it refers to as the callable itself does.
static LateUse byUseOfCallable(const Borrow &borrow, const CallableUse &use, const LateUse &otherwise,
                               Summaries &summaries) {
  using Keeps = CallableUse::Keeps;
  const LateUse no{.answer = Answer::No};
  const clang::CXXRecordDecl *record = borrow.argument->getType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || !hasOperator(*record, clang::OO_Call))
    return otherwise;
  if (!borrow.byClosure)
    return use.keeps == Keeps::UntilReturned || use.keeps == Keeps::UntilResolved ? no : otherwise;
  const clang::LambdaExpr *lambda = closureIn(*borrow.argument);
  const bool runsNow = use.keeps == Keeps::Refers && !use.runsLater && lambda && !lambda->isGenericLambda();
  return runsNow && borrow.variable ? summaries.lateUseOfCapture(*lambda->getCallOperator(), *borrow.variable)
                                    : otherwise;
}

/// Whether `root` is in a container that owns its elements: 'sessions[0]', 'sessions.front()'.
static bool isElement(const Root &root, AsyncModel &model) {
  if (root.throughPointer || !root.place)
    return false;
  const TypeEntry *entry = model.entry(root.place->getType(), TypeRole::Container);
  return root.place->getType()->isArrayType() || (entry && !entry->shared);
}

/// What the object that `call`, one of `method`, is made on lends.
static void addBorrowsOfObject(const clang::Expr &call, const clang::CXXMethodDecl &method, const FlowGraph &graph,
                               Summaries &summaries, std::vector<Borrow> &borrows) {
  const LateUse late = summaries.lateUseOfObject(method);
  if (late.answer == Answer::Unknown && method.getRefQualifier() == clang::RQ_RValue)
    return; // 'std::move(request).send()' takes the object over
  const Borrow prototype{.argument = objectOf(call), .index = Borrow::object};
  const Root root = rootOf(*prototype.argument);
  Lender lender(graph, summaries.meaning(), prototype, borrows);
  // A getter may give an object that belongs to others, an owner's operators and elements do not.
  if (!root.throughCall || root.followed || isElement(root, summaries.meaning()))
    lender.look(*prototype.argument, summaries.context().getLValueReferenceType(prototype.argument->getType()));
  for (Borrow &borrow : borrows)
    borrow.late = late;
}

/// What the argument `index` of `call` lends.
static void addBorrowsOfArgument(const clang::Expr &call, const clang::FunctionDecl &callee, unsigned index,
                                 const clang::Expr &argument, const FlowGraph &graph, Summaries &summaries,
                                 std::vector<Borrow> &borrows) {
  const std::size_t before = borrows.size();
  const auto *byDefault = llvm::dyn_cast<clang::CXXDefaultArgExpr>(&argument);
  Lender lender(graph, summaries.meaning(), {.argument = byDefault ? &call : &argument, .index = index}, borrows);
  lender.look(byDefault ? *byDefault->getExpr() : argument, callee.getParamDecl(index)->getType());
  if (before == borrows.size())
    return;
  const LateUse late = summaries.lateUse(callee, index);
  const CallableUse use = late.answer == Answer::Unknown ? summaries.useOfCallable(call, index) : CallableUse();
  for (std::size_t i = before; i < borrows.size(); ++i)
    borrows[i].late = byUseOfCallable(borrows[i], use, late, summaries);
}

std::vector<Borrow> borrowsOf(const clang::Expr &call, const FlowGraph &graph, Summaries &summaries) {
  std::vector<Borrow> borrows;
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return borrows;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  if (method && method->isInstance() && !takesObjectOver(call, summaries) && !method->getParent()->isLambda())
    addBorrowsOfObject(call, *method, graph, summaries, borrows);
  const auto arguments = argumentsOf(call);
  for (unsigned index = 0; index < arguments.size() && index < callee->getNumParams(); ++index)
    if (!isCallable(arguments[index]->getType()) || !isCalledAtOnce(*callee, index, summaries.meaning()))
      addBorrowsOfArgument(call, *callee, index, *arguments[index], graph, summaries, borrows);
  return borrows;
}

} // namespace corolint
