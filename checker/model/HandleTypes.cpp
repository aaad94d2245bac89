#include "HandleTypes.h"

#include "QualifiedName.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace corolint {

bool isCoroutineHandle(clang::QualType type) {
  if (type.isNull())
    return false;
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->getIdentifier() || record->getName() != "coroutine_handle")
    return false;
  return isStandard(*record);
}

bool isResume(const clang::CallExpr &call) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
  if (!method || !isCoroutineHandle(method->getASTContext().getRecordType(method->getParent())))
    return false;
  return method->getOverloadedOperator() == clang::OO_Call ||
         (method->getIdentifier() && method->getName() == "resume");
}

} // namespace corolint
