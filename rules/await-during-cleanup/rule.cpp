#include "engine/Rule.h"

#include "facts/Awaits.h"
#include "flow/Cancellation.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {

/// 'catch (...) { error = std::current_exception(); }' and the 'std::rethrow_exception(error)' behind it.
struct CleanupPath {
  const clang::CXXTryStmt &tried;
  const clang::VarDecl &error;
  const clang::CallExpr &rethrow;
};

} // namespace

static const clang::VarDecl *variableIn(const clang::Expr &expr) {
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(expr.IgnoreUnlessSpelledInSource());
  return name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
}

static bool names(const clang::Stmt &around, const clang::VarDecl &variable, const WrittenTree &tree) {
  return llvm::any_of(tree.every<clang::DeclRefExpr>(), [&](const clang::DeclRefExpr *name) {
    return name->getDecl() == &variable && tree.isInside(*name, around);
  });
}

/// 'error' of 'std::move(error)'.
static const clang::Expr &unmoved(const clang::Expr &expr) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(&expr);
  return call && call->isCallToStdMove() ? *call->getArg(0) : expr;
}

/// 'if (error)', 'if (error.has_value())'.
static bool asksFor(const clang::VarDecl &error, const clang::Expr &condition) {
  const auto *asked = llvm::dyn_cast<clang::CXXMemberCallExpr>(condition.IgnoreUnlessSpelledInSource());
  return variableIn(asked ? *asked->getImplicitObjectArgument() : condition) == &error;
}

/// Whether `stmt` is done whenever the error is there: beside the try block, or in an 'if (error)' beside it.
static bool isAlwaysDone(const clang::Stmt &stmt, const clang::CXXTryStmt &tried, const clang::VarDecl &error,
                         const WrittenTree &tree) {
  const clang::Stmt *below = &stmt;
  for (const clang::Stmt *up = tree.parent(stmt); up != tree.parent(tried); below = up, up = tree.parent(*up)) {
    const auto *branch = llvm::dyn_cast_or_null<clang::IfStmt>(up);
    const bool isTaken = branch && below == branch->getThen() && asksFor(error, *branch->getCond());
    if (!up || (!isTaken && !llvm::isa<clang::Expr, clang::CompoundStmt, clang::DeclStmt>(up)))
      return false;
  }
  return true;
}

/// The handler for everything that keeps what it has caught in `error`.
static bool keepsIn(const clang::CXXTryStmt &tried, const clang::VarDecl &error, const WrittenTree &tree) {
  for (unsigned i = 0; i < tried.getNumHandlers(); ++i)
    if (tried.getHandler(i)->getCaughtType().isNull())
      return names(*tried.getHandler(i), error, tree);
  return false;
}

static std::vector<CleanupPath> cleanupPathsOf(const WrittenTree &tree) {
  std::vector<CleanupPath> paths;
  for (const auto *call : tree.every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    if (!callee || call->getNumArgs() != 1 || qualifiedName(*callee) != "std::rethrow_exception")
      continue;
    const clang::Expr &thrown = *call->getArg(0)->IgnoreUnlessSpelledInSource();
    const clang::VarDecl *error = variableIn(unmoved(thrown));
    for (const auto *tried : tree.every<clang::CXXTryStmt>())
      if (error && tried->getEndLoc() < call->getBeginLoc() && keepsIn(*tried, *error, tree) &&
          isAlwaysDone(*call, *tried, *error, tree))
        paths.push_back({*tried, *error, *call});
  }
  return paths;
}

/// What wraps other work decides itself how that is cancelled: a shield, a token of its own.
static bool wrapsWork(const clang::CallExpr &call, Summaries &summaries) {
  return llvm::any_of(argumentsOf(call),
                      [&](const clang::Expr *argument) { return summaries.isWork(argument->getType()); });
}

/// The token of the try block that the cleanup waits with, too.
static const clang::VarDecl *sameToken(const clang::CallExpr &call, const CleanupPath &path, const WrittenTree &tree,
                                       AsyncModel &model) {
  for (const clang::Expr *argument : argumentsOf(call))
    if (const clang::VarDecl *token = variableIn(*argument);
        token && isToken(token->getType(), model) && names(*path.tried.getTryBlock(), *token, tree))
      return token;
  return nullptr;
}

static void checkAwait(const clang::CoawaitExpr &await, const CleanupPath &path, const FunctionFacts &function,
                       Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  Summaries &summaries = function.unit->summaries;
  AsyncModel &model = summaries.meaning();
  const clang::CallExpr *call = awaitedCall(await);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !summaries.isWork(call->getType()) || wrapsWork(*call, summaries) || tree.isTried(await) ||
      summaries.maySuspend(*callee) == Answer::No || model.role(*callee, Role::NeverFails))
    return;
  const clang::VarDecl *token = sameToken(*call, path, tree, model);
  const LibraryData *library = model.type(function.function->getReturnType()).library;
  if (!token && (!library || !library->cancelsAwaits || takesToken(*call, model)))
    return;
  const std::string how =
      token ? "gets '" + token->getNameAsString() + "', which may be why the work has ended: it then ends at once"
            : "can itself be cancelled";
  reporter
      .report(await.getSourceRange(),
              llvm::formatv("this await cleans up after an error, but {0}, and what is left of the cleanup and '{1}' "
                            "are lost; {2}",
                            how, path.error.getName(), token ? "wait without the token" : "shield it")
                  .str())
      .step(path.rethrow.getSourceRange(), "the error is thrown on only here");
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine || !function.flow())
    return;
  const WrittenTree &tree = function.flow()->tree();
  llvm::DenseSet<const clang::CoawaitExpr *> seen;
  for (const CleanupPath &path : cleanupPathsOf(tree))
    for (const auto *await : tree.every<clang::CoawaitExpr>())
      if (path.tried.getEndLoc() < await->getBeginLoc() && await->getBeginLoc() < path.rethrow.getBeginLoc() &&
          isAlwaysDone(*await, path.tried, path.error, tree) && seen.insert(await).second)
        checkAwait(*await, path, function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "an await that cleans up after an error can be broken by cancellation",
    .tier = Tier::Strict,
    .checkFunction = check,
};

} // namespace corolint
