#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Lending.h"

namespace corolint {

/// 'return f(s);' becomes 'co_return co_await f(s);', if it is the only way out of the function.
static std::optional<Fix> coroutineFix(const FunctionFacts &function, const Dangling &loan) {
  const auto *result = llvm::dyn_cast_or_null<clang::ReturnStmt>(loan.life.by);
  const UnitFacts &unit = *function.unit;
  const AsyncType &type = unit.model.type(loan.call->getType());
  const bool isOnly = result && llvm::cast<clang::CompoundStmt>(function.function->getBody())->body_back() == result;
  if (function.function->getDeclaredReturnType()->getContainedAutoType())
    return std::nullopt; // a coroutine must say what it returns
  if (!isOnly || !type.coroutine || !type.awaitable || function.function->isTemplateInstantiation() ||
      !unit.places.isEditable(result->getSourceRange()))
    return std::nullopt;
  bool hasOtherReturns = false;
  function.flow()->forEach([&](const Event &event, Position) {
    hasOtherReturns |= event.kind == Event::Kind::Return && event.stmt != result;
  });
  if (hasOtherReturns || result->getRetValue()->IgnoreUnlessSpelledInSource() != loan.call)
    return std::nullopt;
  const Span keyword = unit.places.before(result->getBeginLoc());
  const Span value = unit.places.before(result->getRetValue()->getBeginLoc());
  return Fix{"make it a coroutine that awaits the task",
             /*safe=*/true,
             {{{keyword.path, keyword.begin, value.begin}, "co_return co_await "}}};
}

/// 'return f().then([&] {...})': dangling-lambda-coroutine says so of the lambda.
static bool isContinuation(const Dangling &loan, Summaries &summaries) {
  const clang::Expr *argument = loan.borrow.argument->IgnoreUnlessSpelledInSource();
  const auto *lambda = loan.borrow.byClosure ? llvm::dyn_cast<clang::LambdaExpr>(argument) : nullptr;
  const bool isReferredTo = lambda && llvm::any_of(lambda->captures(), [&](const clang::LambdaCapture &capture) {
                              return capture.capturesVariable() && capture.getCaptureKind() == clang::LCK_ByRef &&
                                     capture.getCapturedVar() == loan.borrow.variable;
                            });
  return isReferredTo && summaries.useOfCallable(*loan.call, loan.borrow.index).runsLater;
}

static std::string messageOf(const Dangling &loan, const std::string &use) {
  return llvm::formatv("{0} dies when this function returns, but {1} {2}; 'co_await' the task here or hand the object "
                       "over by value",
                       lentName(loan.borrow), describe(loan.callee), use)
      .str();
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (function.isCoroutine)
    return;
  for (const Dangling &loan : function.danglingLoans()) {
    if (loan.life.kind != TaskLife::Kind::Caller || loan.borrow.isObject() ||
        isContinuation(loan, function.unit->summaries))
      continue;
    FindingBuilder finding = reporter.report(loan.call->getSourceRange(),
                                             messageOf(loan, describeUse(loan.borrow.late, function.unit->places)));
    if (isOpen(loan))
      finding.supposes(*loan.callee, Query::UsesLate, loan.borrow.index,
                       messageOf(loan, std::string(1, Supposition::how)));
    if (loan.isSupposed)
      finding.onlyIfShown();
    if (loan.isGuess)
      finding.tier(Tier::Strict);
    finding.step(loan.borrow.argument->getSourceRange(), "it is lent here");
    if (loan.borrow.isShared)
      finding.tier(Tier::Strict); // whoever gave the pointer may have another
    if (loan.borrow.late.use)
      finding.step(loan.borrow.late.use->getSourceRange(), "it is used here");
    if (const auto fix = coroutineFix(function, loan))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a function returns a task that refers to its own variables",
    .checkFunction = check,
};

} // namespace corolint
