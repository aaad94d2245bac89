#include "Keys.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Index/USRGeneration.h>
#include <llvm/ADT/SmallString.h>

namespace corolint {

static std::string usrOf(const clang::Decl &decl) {
  llvm::SmallString<128> usr;
  return clang::index::generateUSRForDecl(&decl, usr) ? std::string() : usr.str().str();
}

std::string keyOf(const clang::FunctionDecl &function) { return usrOf(*function.getCanonicalDecl()); }

std::string keyOf(const clang::ValueDecl &variable) {
  if (const auto *parameter = llvm::dyn_cast<clang::ParmVarDecl>(&variable))
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(parameter->getDeclContext()))
      return keyOf(*function) + "@parameter " + std::to_string(parameter->getFunctionScopeIndex());
  const auto *local = llvm::dyn_cast<clang::VarDecl>(&variable);
  if (local && local->isLocalVarDecl())
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(local->getDeclContext())) {
      const clang::SourceManager &sources = local->getASTContext().getSourceManager();
      const unsigned offset = sources.getFileOffset(sources.getExpansionLoc(local->getLocation()));
      return keyOf(*function) + "@local " + std::to_string(offset);
    }
  return usrOf(*variable.getCanonicalDecl());
}

} // namespace corolint
