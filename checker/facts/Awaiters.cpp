#include "Awaiters.h"

#include "model/HandleTypes.h"

namespace corolint {

const clang::ParmVarDecl *suspendedHandle(const FunctionFacts &function) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function.function);
  if (!method || !method->getIdentifier() || method->getName() != "await_suspend" || method->getNumParams() != 1)
    return nullptr;
  const clang::ParmVarDecl *handle = method->getParamDecl(0);
  return handle->getIdentifier() && isCoroutineHandle(handle->getType()) ? handle : nullptr;
}

} // namespace corolint
