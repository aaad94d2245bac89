#include "engine/Rule.h"

#include "engine/Rewrites.h"
#include "flow/Access.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

namespace corolint {

static bool makesWork(const clang::CallExpr &call, Summaries &summaries) {
  return call.isPRValue() && summaries.isWork(call.getType());
}

/// Whether the call itself may throw, rather than the work that it starts.
static bool mayThrowAtOnce(const clang::CallExpr &call, Summaries &summaries) {
  const clang::FunctionDecl *callee = call.getDirectCallee();
  if (!callee || summaries.meaning().role(*callee, Role::ThrowsAtOnce))
    return true;
  if (isCastToRValue(call))
    return false;
  const auto *type = callee->getType()->getAs<clang::FunctionProtoType>();
  if (type && type->isNothrow())
    return false;
  if (!makesWork(call, summaries))
    return true;
  const FlowGraph *graph = summaries.flow(*callee);
  return graph && !llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(graph->function().getBody()) &&
         !graph->tree().every<clang::CXXThrowExpr>().empty();
}

static bool isException(const clang::CXXRecordDecl &record) {
  const auto isStandardOne = [](const clang::CXXRecordDecl *type) { return qualifiedName(*type) == "std::exception"; };
  return isStandardOne(&record) ||
         (record.hasDefinition() &&
          !record.forallBases([&](const clang::CXXRecordDecl *base) { return !isStandardOne(base); }));
}

/// Whether `expr` tells of an exception: the one that was caught, or another in its place.
static bool tellsOfException(const clang::Expr &expr, const clang::VarDecl *caught) {
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(&expr))
    return caught && name->getDecl() == caught;
  const clang::CXXRecordDecl *record = expr.getType()->getAsCXXRecordDecl();
  return record && (isException(*record) || qualifiedName(*record).ends_with("exception_ptr"));
}

/// Whether `call`, made in a handler, turns the exception into failed work, or may do so: a function that gets nothing
/// may ask for the exception itself.
static bool mayConvert(const clang::CallExpr &call, AsyncModel &model) {
  const clang::FunctionDecl *callee = call.getDirectCallee();
  return callee &&
         (model.role(*callee, Role::MakesFailed) || (call.getNumArgs() == 0 && !model.role(*callee, Role::MakesReady)));
}

/// Whether the handler turns what is thrown at once into a failed future: then it is there for just that.
static bool convertsToFuture(const clang::CXXCatchStmt &handler, const WrittenTree &tree, AsyncModel &model) {
  return llvm::any_of(tree.every<clang::Expr>(), [&](const clang::Expr *expr) {
    const auto *call = llvm::dyn_cast<clang::CallExpr>(expr);
    return tree.isInside(*expr, handler) && tree.enclosing<clang::ReturnStmt>(*expr) &&
           (tellsOfException(*expr, handler.getExceptionDecl()) || (call && mayConvert(*call, model)));
  });
}

static bool isAlive(const clang::CXXTryStmt &tried, const WrittenTree &tree, Summaries &summaries) {
  for (unsigned i = 0; i < tried.getNumHandlers(); ++i)
    if (convertsToFuture(*tried.getHandler(i), tree, summaries.meaning()))
      return true;
  const auto isIn = [&](const auto *stmt) { return tree.isInside(*stmt, *tried.getTryBlock()); };
  return llvm::any_of(tree.every<clang::CXXThrowExpr>(), isIn) ||
         llvm::any_of(tree.every<clang::CallExpr>(),
                      [&](const clang::CallExpr *call) { return isIn(call) && mayThrowAtOnce(*call, summaries); });
}

/// Of generic code that hands on whatever the work of its callers gives, which may be work for some of them.
static bool returnsAnything(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  const clang::QualType written = pattern ? pattern->getReturnType() : clang::QualType();
  return !written.isNull() && written->isDependentType() &&
         !llvm::isa<clang::TemplateSpecializationType, clang::InjectedClassNameType>(written.getCanonicalType());
}

/// Whether `result` returns work that was made in the block: 'return load();', 'auto work = load(); return work;'.
static bool returnsNewWork(const clang::ReturnStmt &result, const clang::CXXTryStmt &tried, const WrittenTree &tree,
                           Summaries &summaries) {
  const clang::Expr *value = result.getRetValue() ? result.getRetValue()->IgnoreUnlessSpelledInSource() : nullptr;
  const auto *name = value ? llvm::dyn_cast<clang::DeclRefExpr>(value) : nullptr;
  const auto *variable = name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
  if (variable && variable->hasLocalStorage() && variable->getInit())
    value = variable->getInit()->IgnoreUnlessSpelledInSource();
  const auto *call = value ? llvm::dyn_cast<clang::CallExpr>(value) : nullptr;
  return call && makesWork(*call, summaries) && tree.isInside(*call, *tried.getTryBlock());
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (function.isCoroutine || !function.flow() || returnsAnything(*function.function) ||
      !function.unit->summaries.isWork(function.function->getReturnType()))
    return;
  const WrittenTree &tree = function.flow()->tree();
  Summaries &summaries = function.unit->summaries;
  for (const auto *tried : tree.every<clang::CXXTryStmt>()) {
    if (isAlive(*tried, tree, summaries))
      continue;
    for (const auto *result : tree.every<clang::ReturnStmt>()) {
      if (!tree.isInside(*result, *tried->getTryBlock()) || !returnsNewWork(*result, *tried, tree, summaries))
        continue;
      FindingBuilder finding =
          reporter.report(result->getSourceRange(),
                          "the handlers of this 'try' never see how the work ends: it fails after 'return' has "
                          "left the block; await it inside, or handle the error on the future");
      finding.step(clang::SourceRange(tried->getHandler(0)->getCatchLoc()), "this handler is dead");
      if (const auto fix = coroutineFix(function))
        finding.fix(*fix);
      break;
    }
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "work is returned from a try block whose handlers never see it fail",
    .checkFunction = check,
};

} // namespace corolint
