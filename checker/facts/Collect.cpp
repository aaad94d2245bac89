#include "Collect.h"

#include "BodyWalker.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/RecursiveASTVisitor.h>

namespace corolint {

namespace {

/// Finds the bodies and initializers of the user's code; what is inside of them is BodyWalker's.
class DeclarationWalker : public clang::RecursiveASTVisitor<DeclarationWalker> {
public:
  DeclarationWalker(BodyWalker &bodies, const CollectInput &input) : bodies(bodies), input(input) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  // Types, names and template arguments hold no code that runs.
  bool TraverseStmt(clang::Stmt *) { return true; }
  bool TraverseType(clang::QualType) { return true; }
  bool TraverseTypeLoc(clang::TypeLoc) { return true; }
  bool TraverseNestedNameSpecifierLoc(clang::NestedNameSpecifierLoc) { return true; }
  bool TraverseTemplateArgumentLoc(const clang::TemplateArgumentLoc &) { return true; }
  bool TraverseParmVarDecl(clang::ParmVarDecl *) { return true; }

  bool TraverseTranslationUnitDecl(clang::TranslationUnitDecl *unit) {
    // Those of a precompiled header stay in it: it holds none of the user's.
    for (clang::Decl *decl : unit->noload_decls())
      if (input.isUserCode(decl->getLocation()))
        TraverseDecl(decl);
    return true;
  }

  bool VisitFunctionDecl(clang::FunctionDecl *function) {
    const bool isWritten = function->doesThisDeclarationHaveABody() && !function->isDefaulted() &&
                           !function->hasSkippedBody() && !function->isImplicit();
    if (isWritten && input.isUserCode(function->getLocation()))
      bodies.walkFunction(*function);
    return true;
  }

  bool VisitVarDecl(clang::VarDecl *variable) {
    if (variable->hasInit() && !variable->isLocalVarDeclOrParm() && !variable->isInvalidDecl() &&
        input.isUserCode(variable->getLocation()))
      bodies.walkInitializer(*variable->getInit());
    return true;
  }

  bool VisitFieldDecl(clang::FieldDecl *field) {
    if (const clang::Expr *init = field->getInClassInitializer(); init && input.isUserCode(field->getLocation()))
      bodies.walkInitializer(*init);
    return true;
  }

private:
  BodyWalker &bodies;
  const CollectInput &input;
};

} // namespace

std::unique_ptr<UnitFacts> collectFacts(clang::ASTContext &ast, AsyncModel &model, Summaries &summaries,
                                        CollectInput input) {
  auto facts = std::make_unique<UnitFacts>(ast, model, summaries);
  facts->includes = std::move(input.includes);
  BodyWalker bodies(*facts, input);
  DeclarationWalker(bodies, input).TraverseDecl(ast.getTranslationUnitDecl());
  bodies.finish();
  return facts;
}

} // namespace corolint
