#include "engine/Rule.h"

#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

/// Whether coroutines use the class as their promise.
static bool isPromise(const clang::CXXRecordDecl &record) {
  clang::ASTContext &ast = record.getASTContext();
  return !record.lookup(&ast.Idents.get("initial_suspend")).empty() ||
         llvm::any_of(record.bases(), [](const clang::CXXBaseSpecifier &base) {
           const clang::CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
           return type && type->hasDefinition() && isPromise(*type->getDefinition());
         });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function.function);
  const auto *body = method ? llvm::dyn_cast_or_null<clang::CompoundStmt>(method->getBody()) : nullptr;
  if (!body || !body->body_empty() || unqualifiedName(*method) != "unhandled_exception" ||
      !isPromise(*method->getParent()))
    return;
  reporter.report(clang::SourceRange(method->getLocation()),
                  "'unhandled_exception' does nothing, so an exception ends the coroutine as if it had succeeded; keep "
                  "'std::current_exception()' for the waiter, or call 'std::terminate'");
}

const Rule rules::COROLINT_RULE = {
    .summary = "a promise throws the exceptions of its coroutine away",
    .checkFunction = check,
};

} // namespace corolint
