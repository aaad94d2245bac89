#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Borrows.h"
#include "flow/Fate.h"
#include "flow/Roots.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

/// 'co_return co_await f();' where that is the whole body; null otherwise.
static const clang::CoawaitExpr *onlyAwait(const clang::Stmt &body) {
  const auto *block = llvm::dyn_cast<clang::CompoundStmt>(&body);
  const clang::Stmt *stmt = block && block->size() == 1 ? block->body_front() : nullptr;
  const auto *result = llvm::dyn_cast_or_null<clang::CoreturnStmt>(stmt);
  const clang::Expr *expr = result ? result->getOperand() : nullptr;
  return expr ? llvm::dyn_cast<clang::CoawaitExpr>(expr->IgnoreUnlessSpelledInSource()) : nullptr;
}

/// Whether the frame keeps something alive that the callee may need: a parameter that is not handed over whole.
static bool keepsAlive(const FunctionFacts &function, const clang::CallExpr &call) {
  return llvm::any_of(function.function->parameters(), [&](const clang::ParmVarDecl *parameter) {
    const clang::CXXRecordDecl *record = parameter->getType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || record->hasTrivialDestructor())
      return false;
    const auto arguments = argumentsOf(call);
    return llvm::none_of(arguments, [&](const clang::Expr *argument) {
      const auto *given = llvm::dyn_cast<clang::CallExpr>(argument->IgnoreUnlessSpelledInSource());
      return given && given->isCallToStdMove() && rootOf(*given->getArg(0)).place == parameter && argument->isPRValue();
    });
  });
}

/// Whether the coroutine only hands its parameters on, all of them: then it has no meaning of its own. One that chooses
/// the arguments may have been made a coroutine to have a place for more.
static bool onlyForwards(const clang::FunctionDecl &function, const clang::CallExpr &call) {
  const auto arguments = argumentsOf(call);
  const auto isForwarded = [&](const clang::ParmVarDecl *parameter) {
    return llvm::any_of(arguments, [&](const clang::Expr *argument) {
      const auto *copy = llvm::dyn_cast<clang::CXXConstructExpr>(argument->IgnoreImplicit());
      const clang::Expr &given = copy && copy->getNumArgs() == 1 ? *copy->getArg(0) : *argument;
      return rootOf(given).place == parameter;
    });
  };
  return function.getNumParams() > 0 && llvm::all_of(function.parameters(), isForwarded);
}

/// The fields that a lambda has captured die with it; a plain function's task would refer to them.
static bool isPlainFunction(const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  return !method || (!method->isVirtual() && !method->getParent()->isLambda());
}

static std::optional<Fix> returnInstead(const FunctionFacts &function, const clang::CoawaitExpr &await,
                                        const clang::CallExpr &call) {
  const Places &places = function.unit->places;
  const auto *body = llvm::cast<clang::CompoundStmt>(writtenBody(*function.function));
  const clang::SourceRange whole(body->body_front()->getBeginLoc(), await.getEndLoc());
  if (function.function->isTemplateInstantiation() || !places.isEditable(whole))
    return std::nullopt;
  return Fix{"return the task",
             /*safe=*/false,
             {{places.span(whole), "return " + places.text(call.getSourceRange())}}};
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine && isPlainFunction(*function.function) ? function.flow() : nullptr;
  const clang::CoawaitExpr *await = graph ? onlyAwait(*writtenBody(*function.function)) : nullptr;
  const auto *call =
      await ? llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource()) : nullptr;
  // What the unit does not show may rely on the frame around it.
  if (!call || !call->getDirectCallee() || !function.unit->summaries.flow(*call->getDirectCallee()))
    return;
  const clang::ASTContext &ast = function.unit->ast;
  if (!ast.hasSameType(call->getType(), function.function->getReturnType()) ||
      !onlyForwards(*function.function, *call) || keepsAlive(function, *call) ||
      !borrowsOf(*call, *graph, function.unit->summaries).empty())
    return;
  FindingBuilder finding =
      reporter.report(await->getSourceRange(),
                      llvm::formatv("{0} only awaits the task of {1} and returns its result: a coroutine frame "
                                    "of its own is not needed; return the task",
                                    describe(function.function), describe(call->getDirectCallee()))
                          .str());
  if (const auto fix = returnInstead(function, *await, *call))
    finding.fix(*fix);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine only awaits one task and could return it",
    .tier = Tier::Hint,
    .checkFunction = check,
};

} // namespace corolint
