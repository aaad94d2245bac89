#include "QualifiedName.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

std::string unqualifiedName(const clang::NamedDecl &decl) {
  // The printed name of a constructor may carry the template arguments of its class.
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&decl))
    return constructor->getParent()->getNameAsString();
  if (const clang::IdentifierInfo *identifier = decl.getIdentifier())
    return identifier->getName().str();
  return decl.getNameAsString();
}

static bool namesAScope(const clang::DeclContext &context) {
  const auto *nameSpace = llvm::dyn_cast<clang::NamespaceDecl>(&context);
  return nameSpace ? !nameSpace->isInline() : llvm::isa<clang::RecordDecl>(context);
}

std::string qualifiedName(const clang::NamedDecl &decl) {
  std::string name = unqualifiedName(decl);
  for (const clang::DeclContext *scope = decl.getDeclContext(); scope; scope = scope->getParent())
    if (namesAScope(*scope))
      name.insert(0, unqualifiedName(*llvm::cast<clang::NamedDecl>(scope)) + "::");
  return name;
}

bool isStandard(const clang::Decl &decl) {
  for (const clang::DeclContext *scope = decl.getDeclContext(); scope; scope = scope->getParent())
    if (scope->isStdNamespace())
      return true;
  return false;
}

} // namespace corolint
