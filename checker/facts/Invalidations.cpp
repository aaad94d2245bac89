// The part of Containers that reads bodies for calls that end what refers into a container.
#include "Containers.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/RecursiveASTVisitor.h>

namespace corolint {

namespace {

/// Reads one body without the lambdas in it, which are bodies of their own.
class BodyReader : public clang::RecursiveASTVisitor<BodyReader> {
public:
  BodyReader(const FunctionFacts &function, std::vector<Invalidation> &result) : function(function), result(result) {}

  bool TraverseLambdaExpr(clang::LambdaExpr *) { return true; }
  bool TraverseDecl(clang::Decl *decl) {
    return llvm::isa_and_nonnull<clang::TagDecl>(decl) || RecursiveASTVisitor::TraverseDecl(decl);
  }

  bool VisitCallExpr(clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    if (!callee)
      return true;
    const clang::Expr *object = objectOf(*call);
    const bool isAssignment = callee->getOverloadedOperator() == clang::OO_Equal;
    if (!object && call->getNumArgs() > 0 && callee->isInStdNamespace())
      object = call->getArg(0); // 'std::erase_if(values, ...)', 'std::exchange(values, {})'
    if (object)
      note(*call, *object, isAssignment ? "=" : unqualifiedName(*callee));
    return true;
  }

private:
  void note(const clang::Expr &expr, const clang::Expr &object, const std::string &how);

  const FunctionFacts &function;
  std::vector<Invalidation> &result;
};

} // namespace

void BodyReader::note(const clang::Expr &expr, const clang::Expr &object, const std::string &how) {
  Summaries &summaries = function.unit->summaries;
  const TypeEntry *entry = summaries.meaning().entry(object.getType(), TypeRole::Container);
  if (!entry)
    return;
  const bool removes = how == "=" || how == "exchange" || llvm::is_contained(entry->removes, how);
  const bool relocates = llvm::is_contained(entry->relocates, how);
  const bool endsIterators = llvm::is_contained(entry->endsIterators, how);
  if (!removes && !relocates && !endsIterators)
    return;
  if (const clang::ValueDecl *container = sharedContainer(object, summaries))
    result.push_back(
        {container, &expr, &function, how, {removes || relocates || endsIterators, removes || relocates, removes}});
}

/// Making, assigning and ending a whole object is its owner's business, who does not do it while it is in use.
static bool isSpecialMember(const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  return llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(function) ||
         (method && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()));
}

std::vector<Invalidation> findInvalidations(const UnitFacts &unit) {
  std::vector<Invalidation> result;
  for (const FunctionFacts &function : unit.functions)
    if (function.function && !function.function->isDependentContext() && !function.function->isMain() &&
        !isSpecialMember(*function.function))
      BodyReader(function, result).TraverseStmt(function.function->getBody());
  return result;
}

} // namespace corolint
