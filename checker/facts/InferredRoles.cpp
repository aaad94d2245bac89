#include "InferredRoles.h"

#include "model/QualifiedName.h"

#include <clang/AST/DeclTemplate.h>

namespace corolint {

bool isTime(const clang::Expr &expr) {
  const clang::QualType type = expr.IgnoreUnlessSpelledInSource()->getType().getNonReferenceType();
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record)
    return false;
  const std::string name = qualifiedName(*record);
  return name == "std::chrono::duration" || name == "std::chrono::time_point";
}

bool isTimeoutByType(const clang::FunctionDecl &callee, llvm::ArrayRef<const clang::Expr *> arguments,
                     Summaries &summaries) {
  const auto givesWork = [&](clang::QualType type) { return !type.isNull() && summaries.isWork(type); };
  if (!givesWork(callee.getReturnType()))
    return false;
  const bool takesWork = llvm::any_of(arguments, [&](const clang::Expr *argument) {
    return givesWork(argument->getType()) || givesWork(summaries.meaning().callResult(argument->getType()));
  });
  return takesWork && llvm::any_of(arguments, [](const clang::Expr *argument) { return isTime(*argument); });
}

std::optional<FunctionRole> conventionalRole(const clang::FunctionDecl &callee, AsyncModel &model) {
  const AsyncType &result = model.type(callee.getReturnType());
  if (!result.awaitable && !result.coroutine)
    return std::nullopt;
  for (const KnownFunction &known : model.catalog().functions(unqualifiedName(callee)))
    if (known.entry->convention)
      return FunctionRole{known.entry, known.library};
  return std::nullopt;
}

} // namespace corolint
