#include "Cancellation.h"

#include "Fate.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

bool isToken(clang::QualType type, AsyncModel &model) {
  const clang::QualType value = type.getNonReferenceType();
  return model.hasRole(value->isPointerType() ? value->getPointeeType() : value, TypeRole::Token);
}

bool takesToken(const clang::Stmt &call, AsyncModel &model) {
  return llvm::any_of(argumentsOf(call), [&](const clang::Expr *argument) {
    return !llvm::isa<clang::CXXDefaultArgExpr>(argument) && isToken(argument->getType(), model);
  });
}

bool mentionsToken(const clang::Stmt &around, const WrittenTree &tree, AsyncModel &model) {
  const auto mentions = [&](const auto *name) {
    return isToken(name->getType(), model) && tree.isInside(*name, around);
  };
  return llvm::any_of(tree.every<clang::DeclRefExpr>(), mentions) ||
         llvm::any_of(tree.every<clang::MemberExpr>(), mentions);
}

bool isCancellation(clang::QualType type, AsyncModel &model) {
  if (model.hasRole(type, TypeRole::Cancellation))
    return true;
  // Classes that no library's data knows have nothing but their name to say so.
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && llvm::StringRef(unqualifiedName(*record)).contains_insensitive("cancel");
}

} // namespace corolint
