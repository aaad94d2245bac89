#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
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

// Functions are followed this far; beyond, and where a body is not in sight, they may throw.
static constexpr unsigned maxDepth = 4;

static bool mayThrow(const clang::Stmt *stmt, unsigned depth);

static bool mayThrow(const clang::FunctionDecl *callee, unsigned depth) {
  if (!callee || callee->isTrivial())
    return !callee;
  const auto *type = callee->getType()->getAs<clang::FunctionProtoType>();
  if ((type && type->isNothrow()) || callee->isDefaulted())
    return false;
  const clang::FunctionDecl *definition = nullptr;
  return depth == 0 || !callee->hasBody(definition) || definition->hasSkippedBody() ||
         mayThrow(definition->getBody(), depth - 1);
}

static bool mayThrow(const clang::Stmt *stmt, unsigned depth) {
  if (!stmt || llvm::isa<clang::LambdaExpr>(stmt))
    return false;
  if (llvm::isa<clang::CXXThrowExpr, clang::CXXNewExpr, clang::CXXDynamicCastExpr>(stmt))
    return true;
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(stmt); call && mayThrow(call->getDirectCallee(), depth))
    return true;
  if (const auto *made = llvm::dyn_cast<clang::CXXConstructExpr>(stmt); made && mayThrow(made->getConstructor(), depth))
    return true;
  return llvm::any_of(stmt->children(), [&](const clang::Stmt *child) { return mayThrow(child, depth); });
}

/// Whether `promise` is the class or is made from it. Classes are told apart by where they are written, so that those
/// of a template's instances are one.
static bool isMadeFrom(const clang::CXXRecordDecl &promise, const clang::CXXRecordDecl &written) {
  return promise.getLocation() == written.getLocation() ||
         llvm::any_of(promise.bases(), [&](const clang::CXXBaseSpecifier &base) {
           const clang::CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
           return type && type->hasDefinition() && isMadeFrom(*type->getDefinition(), written);
         });
}

/// Whether some coroutine with this promise may throw. Where the unit shows none, others may have some, unless they
/// cannot name the class.
static bool isNeeded(const clang::CXXRecordDecl &promise, const UnitFacts &unit) {
  bool isUsed = false;
  for (const FunctionFacts &function : unit.functions) {
    const clang::Stmt *written = function.isCoroutine ? function.function->getBody() : nullptr;
    const auto *body = llvm::dyn_cast_or_null<clang::CoroutineBodyStmt>(written);
    const clang::VarDecl *variable = body ? body->getPromiseDecl() : nullptr;
    const clang::CXXRecordDecl *used = variable ? variable->getType()->getAsCXXRecordDecl() : nullptr;
    if (!used || !used->hasDefinition() || !isMadeFrom(*used, promise))
      continue;
    isUsed = true;
    if (mayThrow(body->getBody(), maxDepth))
      return true;
  }
  return !isUsed && promise.isExternallyVisible();
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function.function);
  const auto *body = method ? llvm::dyn_cast_or_null<clang::CompoundStmt>(method->getBody()) : nullptr;
  if (!body || !body->body_empty() || unqualifiedName(*method) != "unhandled_exception" ||
      !isPromise(*method->getParent()) || !isNeeded(*method->getParent(), *function.unit))
    return;
  FindingBuilder finding = reporter.report(
      clang::SourceRange(method->getLocation()),
      "'unhandled_exception' does nothing, so an exception ends the coroutine as if it had succeeded; keep "
      "'std::current_exception()' for the waiter, or call 'std::terminate'");
  if (!isWritable(function, body->getSourceRange()))
    return;
  Fix fix{
      "end the program", /*safe=*/false, {{function.unit->places.after(body->getLBracLoc()), " std::terminate(); "}}};
  addInclude(*function.unit, "<exception>", fix);
  finding.fix(std::move(fix));
}

const Rule rules::COROLINT_RULE = {
    .summary = "a promise throws the exceptions of its coroutine away",
    .checkFunction = check,
};

} // namespace corolint
