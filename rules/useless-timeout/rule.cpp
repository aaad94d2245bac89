#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/ConstantZero.h"
#include "facts/InferredRoles.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

namespace corolint {

/// The coroutine that an argument of a timeout starts: of 'compute()', or of a lambda that the timeout calls.
static const clang::FunctionDecl *boundedBy(const clang::Expr &argument) {
  const clang::Expr *plain = argument.IgnoreUnlessSpelledInSource();
  if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(plain))
    return lambda->getCallOperator();
  const auto *call = llvm::dyn_cast<clang::CallExpr>(plain);
  return call ? call->getDirectCallee() : nullptr;
}

/// Leaves only what the timeout is around, where the await then gives the same.
static std::optional<Fix> unwrapFix(const FunctionFacts &function, const clang::Expr &timeout,
                                    const clang::Expr &argument) {
  const clang::Expr &written = *argument.IgnoreUnlessSpelledInSource();
  const Places &places = function.unit->places;
  const bool isSame = timeout.getType().getCanonicalType() == written.getType().getCanonicalType();
  if (!isSame || !places.isEditable(timeout.getSourceRange()) || !places.isEditable(written.getSourceRange()))
    return std::nullopt;
  return Fix{"remove the timeout",
             /*safe=*/true,
             {{places.span(timeout.getSourceRange()), places.text(written.getSourceRange())}}};
}

/// Whether the source gives the call a time: 'read() || write()' races two pieces of work, and either may win. A time
/// that is over before it begins is no limit that anybody counts on.
static bool namesTime(const clang::Expr &call, const clang::ASTContext &ast) {
  return llvm::any_of(argumentsOf(call), [&](const clang::Expr *argument) {
    return isTime(*argument) && !isConstantZeroOrLess(*argument, ast);
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  for (const KnownCall &call : function.calls) {
    if (call.role.entry->role != Role::Timeout || !namesTime(*call.expr, function.unit->ast))
      continue;
    for (const clang::Expr *argument : argumentsOf(*call.expr)) {
      const clang::FunctionDecl *work = boundedBy(*argument);
      if (!work || summaries.maySuspend(*work) != Answer::No)
        continue;
      FindingBuilder finding = reporter.report(
          call.expr->getSourceRange(),
          llvm::formatv("'{0}' never takes effect: {1} does not suspend, so it has ended before anybody looks at the "
                        "time; remove the timeout, or let {1} suspend",
                        qualifiedName(*call.callee), describe(work))
              .str());
      if (const auto fix = unwrapFix(function, *call.expr, *argument))
        finding.fix(*fix);
    }
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a timeout is around work that never suspends",
    .checkFunction = check,
};

} // namespace corolint
