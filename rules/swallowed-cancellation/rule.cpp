#include "engine/Rule.h"

#include "flow/Cancellation.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

static constexpr unsigned maxDepth = 4; // Deeper chains of calls are taken to throw no cancellation.

/// The class of the cancellation that `function`, or what it calls, throws; null where its bodies show none.
static const clang::CXXRecordDecl *thrownBy(const clang::FunctionDecl &function, Summaries &summaries, unsigned depth) {
  const FlowGraph *graph = depth < maxDepth ? summaries.flow(function) : nullptr;
  if (!graph)
    return nullptr;
  for (const auto *thrown : graph->tree().every<clang::CXXThrowExpr>())
    if (thrown->getSubExpr() && isCancellation(thrown->getSubExpr()->getType(), summaries.meaning()))
      return thrown->getSubExpr()->getType()->getAsCXXRecordDecl();
  for (const auto *call : graph->tree().every<clang::CallExpr>())
    if (const clang::FunctionDecl *callee = call->getDirectCallee())
      if (const clang::CXXRecordDecl *found = thrownBy(*callee, summaries, depth + 1))
        return found;
  return nullptr;
}

/// The class with this qualified name, where the unit has it.
static const clang::CXXRecordDecl *findRecord(clang::ASTContext &ast, llvm::StringRef name) {
  const clang::DeclContext *scope = ast.getTranslationUnitDecl();
  llvm::SmallVector<llvm::StringRef, 4> parts;
  name.split(parts, "::", -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef part : parts) {
    const auto found = scope->lookup(&ast.Idents.get(part));
    scope = found.empty() ? nullptr : llvm::dyn_cast<clang::DeclContext>(found.front()->getUnderlyingDecl());
    if (!scope)
      return nullptr;
  }
  const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(scope);
  return record ? record->getDefinition() : nullptr;
}

static const clang::CXXRecordDecl *cancellationOf(const LibraryData &library, clang::ASTContext &ast) {
  for (const TypeEntry &type : library.types)
    if (type.role == TypeRole::Cancellation)
      for (const std::string &name : type.names)
        for (const std::string &scope : library.namespaces)
          if (const clang::CXXRecordDecl *found = findRecord(ast, (llvm::Twine(scope) + "::" + name).str()))
            return found;
  return nullptr;
}

/// The cancellation that may come out of an await of the block; null where none is known to.
static const clang::CXXRecordDecl *cancellationIn(const clang::CompoundStmt &block, const FunctionFacts &function) {
  const WrittenTree &tree = function.flow()->tree();
  Summaries &summaries = function.unit->summaries;
  const LibraryData *own = summaries.meaning().type(function.function->getReturnType()).library;
  for (const auto *await : tree.every<clang::CoawaitExpr>()) {
    if (!tree.isInside(*await, block))
      continue;
    if (own && own->cancelsAwaits)
      return cancellationOf(*own, function.unit->ast);
    const auto *call = llvm::dyn_cast<clang::CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource());
    if (!call)
      continue;
    if (own && takesToken(*call, summaries.meaning()))
      return cancellationOf(*own, function.unit->ast);
    if (const clang::FunctionDecl *callee = call->getDirectCallee())
      if (const clang::CXXRecordDecl *thrown = thrownBy(*callee, summaries, 0))
        return thrown;
  }
  return nullptr;
}

/// The handler that gets the cancellation without naming it; null where a specific one stands before it.
static const clang::CXXCatchStmt *catcherOf(const clang::CXXTryStmt &tried, const clang::CXXRecordDecl &cancellation,
                                            AsyncModel &model) {
  for (unsigned i = 0; i < tried.getNumHandlers(); ++i) {
    const clang::QualType caught = tried.getHandler(i)->getCaughtType();
    if (caught.isNull())
      return tried.getHandler(i);
    if (isCancellation(caught, model))
      return nullptr;
    const clang::CXXRecordDecl *record = caught.getNonReferenceType()->getAsCXXRecordDecl();
    if (record && cancellation.hasDefinition() && cancellation.isDerivedFrom(record))
      return tried.getHandler(i);
  }
  return nullptr;
}

/// 'std::current_exception()' and what libraries put in its place.
static bool isExceptionPointer(clang::QualType type) {
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && isStandard(*record) && record->getName() == "exception_ptr";
}

/// 'log.warn("failed: {}", std::current_exception())' keeps nothing of it.
static bool isLogged(const clang::CallExpr &current, const WrittenTree &tree) {
  const Fate fate = fateOf(current, tree);
  return fate.kind == Fate::Kind::Argument && llvm::any_of(argumentsOf(*fate.by), [](const clang::Expr *argument) {
           return llvm::isa<clang::StringLiteral>(argument->IgnoreParenImpCasts());
         });
}

template <typename Wanted> static bool has(const clang::Stmt &around, const WrittenTree &tree) {
  return llvm::any_of(tree.every<Wanted>(), [&](const Wanted *found) { return tree.isInside(*found, around); });
}

/// Whether the handler throws on, looks at what it has caught, or asks whether it was cancelled.
static bool caresForCancellation(const clang::CXXCatchStmt &handler, const WrittenTree &tree, AsyncModel &model) {
  if (has<clang::CXXThrowExpr>(handler, tree) || has<clang::CoyieldExpr>(handler, tree) ||
      has<clang::CXXDynamicCastExpr>(handler, tree) || mentionsToken(handler, tree, model))
    return true;
  return llvm::any_of(tree.every<clang::CallExpr>(), [&](const clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    if (!callee || !tree.isInside(*call, handler))
      return false;
    const std::string name = qualifiedName(*callee);
    const bool takesIt = call->getNumArgs() == 0 && isExceptionPointer(call->getType());
    return name == "std::rethrow_exception" || (takesIt && !isLogged(*call, tree));
  });
}

static const clang::Stmt *loopAround(const clang::Stmt &stmt, const WrittenTree &tree) {
  for (const clang::Stmt *up = tree.parent(stmt); up; up = tree.parent(*up))
    if (llvm::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(up))
      return up;
  return nullptr;
}

static bool endsProgram(const clang::CXXCatchStmt &handler, const WrittenTree &tree) {
  return llvm::any_of(tree.every<clang::CallExpr>(), [&](const clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && callee->isNoReturn() && tree.isInside(*call, handler);
  });
}

/// Whether the coroutine goes on after the handler as if nobody wanted it to end.
static bool goesOn(const clang::CXXTryStmt &tried, const clang::CXXCatchStmt &handler, const WrittenTree &tree) {
  if (has<clang::CoreturnStmt>(handler, tree) || has<clang::BreakStmt>(handler, tree))
    return false;
  return loopAround(tried, tree) || llvm::any_of(tree.every<clang::CoawaitExpr>(), [&](const auto *await) {
           return tried.getEndLoc() < await->getBeginLoc();
         });
}

static void report(const clang::CXXTryStmt &tried, const clang::CXXCatchStmt &handler,
                   const clang::CXXRecordDecl &cancellation, const FunctionFacts &function, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  const bool ends = endsProgram(handler, tree);
  const std::string name = cancellation.getQualifiedNameAsString();
  FindingBuilder finding = reporter.report(
      clang::SourceRange(handler.getCatchLoc()),
      llvm::formatv("this handler also catches '{0}', so a cancellation {1}; catch '{0}' before it and rethrow", name,
                    ends ? "ends the program" : "is taken for a failure and the coroutine goes on")
          .str());
  if (!ends && !goesOn(tried, handler, tree))
    finding.tier(Tier::Strict);
  const Places &places = function.unit->places;
  if (places.isEditable(handler.getSourceRange()) && tried.getHandler(0) == &handler)
    finding.fix({"rethrow it",
                 /*safe=*/false,
                 {{places.before(handler.getCatchLoc()), "catch (const " + name + " &) { throw; } "}}});
}

/// Whether the loop asks a token of its own accord. One that the tried await gets only makes that throw.
static bool asksToken(const clang::Stmt &loop, const clang::CXXTryStmt &tried, const WrittenTree &tree,
                      AsyncModel &model) {
  return llvm::any_of(tree.every<clang::Expr>(), [&](const clang::Expr *named) {
    if (!llvm::isa<clang::DeclRefExpr, clang::MemberExpr>(named) || !tree.isInside(*named, loop) ||
        !isToken(named->getType(), model))
      return false;
    return !tree.isInside(*named, *tried.getTryBlock()) || !tree.enclosing<clang::CoawaitExpr>(*named);
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine || !function.flow())
    return;
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *tried : tree.every<clang::CXXTryStmt>()) {
    const clang::CXXRecordDecl *cancellation = cancellationIn(*tried->getTryBlock(), function);
    const clang::CXXCatchStmt *handler = cancellation ? catcherOf(*tried, *cancellation, model) : nullptr;
    // A macro's handler is its author's: 'EXPECT_THROW' looks at what it catches.
    if (!handler || handler->getCatchLoc().isMacroID() || caresForCancellation(*handler, tree, model))
      continue;
    const clang::Stmt *loop = loopAround(*tried, tree);
    if (!loop || !asksToken(*loop, *tried, tree, model))
      report(*tried, *handler, *cancellation, function, reporter);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a handler around an await swallows cancellation",
    .checkFunction = check,
};

} // namespace corolint
