#include "Consumption.h"

#include "Fate.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

static bool isWork(clang::QualType type, AsyncModel &model) {
  const AsyncType &meaning = model.type(type);
  return meaning.awaitable || meaning.coroutine || meaning.drop != Drop::Unknown;
}

/// Whether another overload is for rvalues: this one is then made to leave the object its result.
static bool hasTwinForRvalues(const clang::CXXMethodDecl &method) {
  if (method.getRefQualifier() != clang::RQ_LValue)
    return false;
  return llvm::any_of(method.getParent()->lookup(method.getDeclName()), [](const clang::NamedDecl *other) {
    const auto *twin = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(other->getUnderlyingDecl()->getAsFunction());
    return twin && twin->getRefQualifier() == clang::RQ_RValue;
  });
}

static Consumption byMethod(const clang::CXXMethodDecl &method, AsyncModel &model) {
  if (model.role(method, Role::Consumes) || method.getRefQualifier() == clang::RQ_RValue)
    return Consumption::Consumes;
  if (hasTwinForRvalues(method))
    return Consumption::HandsOver;
  const clang::QualType result = method.getReturnType();
  // What a const member returns may still be a handle that goes on with the work.
  if (method.isConst())
    return result->isArithmeticType() || result->isEnumeralType() ? Consumption::Looks : Consumption::HandsOver;
  return !result->isReferenceType() && isWork(result, model) ? Consumption::Consumes : Consumption::HandsOver;
}

Consumption consumptionOf(const Event &use, const FlowGraph &graph, AsyncModel &model) {
  switch (use.access) {
  case Access::Await:
  case Access::Move:
    return Consumption::Consumes;
  case Access::Write:
    return use.whole ? Consumption::Assigns : Consumption::HandsOver;
  case Access::Method:
    break;
  default:
    return Consumption::HandsOver;
  }
  const Fate fate = fateOf(*use.expr(), graph.tree());
  const auto *method =
      fate.kind == Fate::Kind::Receiver ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(calleeOf(*fate.by)) : nullptr;
  return method ? byMethod(*method, model) : Consumption::HandsOver;
}

bool keepsResultOfLvalues(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  bool forLvalues = false, forRvalues = false;
  const clang::DeclarationName name = record->getASTContext().DeclarationNames.getCXXOperatorName(clang::OO_Coawait);
  for (const clang::NamedDecl *found : record->getDefinition()->lookup(name))
    if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(found->getUnderlyingDecl())) {
      forLvalues |= method->getRefQualifier() != clang::RQ_RValue;
      forRvalues |= method->getRefQualifier() == clang::RQ_RValue;
    }
  return forLvalues && forRvalues;
}

} // namespace corolint
