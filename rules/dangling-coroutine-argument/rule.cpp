#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Lending.h"
#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

using Kind = TaskLife::Kind;

static std::string death(const Dangling &loan) {
  const std::string name = lentName(loan.borrow);
  if (loan.borrow.temporary)
    return name + " dies at the end of this statement";
  return name + (loan.life.kind == Kind::Variable ? " dies before the task does" : " dies when this function ends");
}

static std::string wayOut(const Dangling &loan) {
  if (loan.borrow.byClosure)
    return "capture it by value";
  return loan.life.kind == Kind::Variable && loan.borrow.temporary ? "keep it in a variable that outlives the task"
                                                                   : "hand it over by value";
}

/// The lambda that has captured what is lent.
static const clang::LambdaExpr *closureOf(const Borrow &borrow) {
  const clang::Expr *argument = borrow.argument->IgnoreUnlessSpelledInSource();
  return borrow.byClosure ? llvm::dyn_cast<clang::LambdaExpr>(argument) : nullptr;
}

/// Whether a name for the argument makes what is lent live longer: not where it is converted for the call, nor where
/// the callee insists on a temporary.
static bool canBeNamed(const Dangling &loan, const clang::ParmVarDecl &parameter, const clang::ASTContext &ast) {
  const clang::Expr *argument = loan.borrow.argument->IgnoreUnlessSpelledInSource();
  return loan.life.kind == Kind::Variable && loan.borrow.temporary && loan.borrow.argument != loan.call &&
         !parameter.getType()->isRValueReferenceType() &&
         ast.hasSameUnqualifiedType(argument->getType(), loan.borrow.temporary->getType());
}

/// Lets a temporary live as long as the variable that keeps the task, or the task own what it gets.
static std::optional<Fix> fixFor(const Dangling &loan, const FunctionFacts &function) {
  if (const clang::LambdaExpr *closure = closureOf(loan.borrow))
    return loan.borrow.variable ? captureByValueFix(function, *closure, *loan.borrow.variable) : std::nullopt;
  const clang::ParmVarDecl *parameter = parameterOf(*loan.call, loan.borrow.index);
  if (parameter && canBeNamed(loan, *parameter, function.unit->ast))
    return nameFirstFix(function, *loan.borrow.argument, parameter->getName().empty() ? "kept" : parameter->getName());
  return byValueFix(*loan.callee, loan.borrow.index, *function.unit);
}

static std::string messageOf(const Dangling &loan, const std::string &use) {
  return llvm::formatv("{0}, but {1} {2}; {3}", death(loan), describe(loan.callee), use, wayOut(loan)).str();
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  for (const Dangling &loan : function.danglingLoans()) {
    const bool isWrapper = loan.life.kind == Kind::Caller && !function.isCoroutine; // dangling-coroutine-wrapper's
    if (loan.borrow.isObject() || isWrapper || (loan.borrow.late.answer != Answer::Yes && !isOpen(loan)))
      continue;
    FindingBuilder finding = reporter.report(loan.borrow.argument->getSourceRange(),
                                             messageOf(loan, describeUse(loan.borrow.late, function.unit->places)));
    if (isOpen(loan)) {
      finding.supposes(*loan.callee, Query::UsesLate, loan.borrow.index,
                       messageOf(loan, std::string(1, Supposition::how)));
      finding.onlyIfShown();
      continue;
    }
    if (loan.borrow.isShared)
      finding.tier(Tier::Strict); // whoever gave the pointer may have another
    if (loan.borrow.late.suspension)
      finding.step(loan.borrow.late.suspension->getSourceRange(), "the coroutine is suspended here");
    finding.step(loan.borrow.late.use->getSourceRange(), "it is used here");
    if (const auto fix = fixFor(loan, function))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine keeps a reference to an argument that dies before the coroutine has ended",
    .checkFunction = check,
};

} // namespace corolint
