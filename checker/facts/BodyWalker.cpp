#include "BodyWalker.h"

#include "flow/Fate.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

// Machine-made sources nest expressions by the thousand. With the stack of support/WorkerPool.h there is room for more.
static constexpr unsigned maxDepth = 10'000;

void BodyWalker::walkFunction(const clang::FunctionDecl &function) {
  if (function.isInvalidDecl()) {
    unit.skipped.push_back(&function);
    return;
  }
  const std::size_t before = unit.functions.size();
  body = Body();
  broken = false;
  walkBody(function, Runs::Unknown);
  if (broken) {
    forget(before);
    unit.skipped.push_back(&function);
  }
}

/// Takes back what a body with errors has added.
void BodyWalker::forget(std::size_t before) {
  unit.functions.resize(before);
  llvm::erase_if(given, [&](const GivenCallable &callable) { return callable.index >= before; });
  starts.forget(before);
}

void BodyWalker::walkInitializer(const clang::Expr &init) {
  const std::size_t before = unit.functions.size();
  broken = false;
  body = Body();
  body.index = before;
  body.facts = &unit.functions.emplace_back();
  body.facts->unit = &unit;
  walk(&init, {});
  if (broken)
    forget(before);
}

void BodyWalker::finish() {
  for (const FunctionFacts &facts : unit.functions)
    if (facts.function)
      unit.bodies.try_emplace(facts.function->getCanonicalDecl(), &facts);
  starts.settle(unit);
  for (const GivenCallable &callable : given)
    if (droppers.contains(callable.taker->getParamDecl(callable.parameter)))
      addSink(unit.functions[callable.index], *callable.callable, qualifiedName(*callable.taker));
}

/// Whether `function` is one of the three that 'co_await' calls.
static bool isPartOfAwaiter(const clang::FunctionDecl &function, UnitFacts &unit) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  return method && method->getIdentifier() && method->getName().starts_with("await_") &&
         unit.model.type(unit.ast.getRecordType(method->getParent())).awaitable;
}

/// Walks the body of `function`, whose surroundings say where it runs and whether a timeout bounds it.
void BodyWalker::walkBody(const clang::FunctionDecl &function, Runs around, bool timeoutInForce) {
  const clang::Stmt *written = function.getBody();
  if (!written)
    return;
  Body outer = std::exchange(body, Body());
  FunctionFacts &facts = unit.functions.emplace_back();
  facts.unit = &unit;
  facts.function = &function;
  facts.enclosing = outer.facts;
  facts.isCoroutine = llvm::isa<clang::CoroutineBodyStmt>(written);
  facts.handlesWork = facts.isCoroutine || handlesWork(function.getReturnType()) || getsWork(function) ||
                      isPartOfAwaiter(function, unit);
  facts.runs = facts.isCoroutine && around != Runs::Offloaded ? Runs::Coroutine : around;
  if (facts.isCoroutine && startsOnPool(function))
    facts.runs = Runs::Offloaded;
  body.facts = &facts;
  body.index = unit.functions.size() - 1;
  body.timeoutInForce = timeoutInForce;
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function))
    for (const clang::CXXCtorInitializer *init : constructor->inits())
      if (init->isWritten())
        walk(init->getInit(), {});
  walkStatement(written);
  if (outer.facts)
    outer.facts->handlesWork |= facts.handlesWork;
  body = std::move(outer);
}

void BodyWalker::walkChildren(const clang::Stmt &stmt) {
  for (const clang::Stmt *child : stmt.children())
    if (const auto *expr = llvm::dyn_cast_or_null<clang::Expr>(child))
      walk(expr, {});
    else
      walkStatement(child);
}

/// The operand of a branch or loop whose value is used. All other expressions right below a statement are statements
/// themselves, so that their value is dropped.
static const clang::Stmt *conditionOf(const clang::Stmt &stmt) {
  if (const auto *branch = llvm::dyn_cast<clang::IfStmt>(&stmt))
    return branch->getCond();
  if (const auto *loop = llvm::dyn_cast<clang::ForStmt>(&stmt))
    return loop->getCond();
  if (const auto *loop = llvm::dyn_cast<clang::WhileStmt>(&stmt))
    return loop->getCond();
  if (const auto *loop = llvm::dyn_cast<clang::DoStmt>(&stmt))
    return loop->getCond();
  if (const auto *choice = llvm::dyn_cast<clang::SwitchStmt>(&stmt))
    return choice->getCond();
  return nullptr;
}

void BodyWalker::walkStatement(const clang::Stmt *stmt) {
  if (!stmt)
    return;
  if (const auto *expr = llvm::dyn_cast<clang::Expr>(stmt))
    return walk(expr, {.dropped = Dropping::Statement});
  switch (stmt->getStmtClass()) {
  case clang::Stmt::CoroutineBodyStmtClass:
    return walkStatement(llvm::cast<clang::CoroutineBodyStmt>(stmt)->getBody());
  case clang::Stmt::CXXCatchStmtClass:
    ++body.handlers;
    walkStatement(llvm::cast<clang::CXXCatchStmt>(stmt)->getHandlerBlock());
    --body.handlers;
    return;
  case clang::Stmt::DeclStmtClass:
    return walkDeclarations(*llvm::cast<clang::DeclStmt>(stmt));
  case clang::Stmt::WhileStmtClass:
  case clang::Stmt::DoStmtClass:
  case clang::Stmt::ForStmtClass:
    return walkLoop(*stmt);
  case clang::Stmt::CXXForRangeStmtClass:
    return walkRangeFor(*llvm::cast<clang::CXXForRangeStmt>(stmt));
  case clang::Stmt::CoreturnStmtClass:
    return walk(llvm::cast<clang::CoreturnStmt>(stmt)->getOperand(), {});
  case clang::Stmt::ReturnStmtClass:
    return walk(llvm::cast<clang::ReturnStmt>(stmt)->getRetValue(), {});
  default:
    walkBranches(*stmt);
  }
}

void BodyWalker::walkBranches(const clang::Stmt &stmt) {
  for (const clang::Stmt *child : stmt.children())
    if (child && child == conditionOf(stmt))
      walk(llvm::cast<clang::Expr>(child), {});
    else
      walkStatement(child);
}

void BodyWalker::walkLoop(const clang::Stmt &loop) {
  body.facts->loops.push_back(&loop);
  ++body.loops;
  walkBranches(loop);
  --body.loops;
}

void BodyWalker::walkRangeFor(const clang::CXXForRangeStmt &loop) {
  body.facts->loops.push_back(&loop);
  walkStatement(loop.getInit());
  if (const clang::VarDecl *range = llvm::dyn_cast_or_null<clang::VarDecl>(loop.getRangeStmt()->getSingleDecl()))
    walk(range->getInit(), {});
  walkStatement(loop.getBody());
}

void BodyWalker::walkDeclarations(const clang::DeclStmt &stmt) {
  for (const clang::Decl *decl : stmt.decls()) {
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl))
      walkVariable(*variable);
    if (const auto *local = llvm::dyn_cast<clang::CXXRecordDecl>(decl))
      for (const clang::CXXMethodDecl *method : local->methods())
        if (method->doesThisDeclarationHaveABody() && !method->isDefaulted() && !local->isLambda())
          walkBody(*method, Runs::Unknown);
  }
}

void BodyWalker::walkVariable(const clang::VarDecl &variable) {
  broken |= variable.isInvalidDecl();
  if (unit.model.hasRole(variable.getType(), TypeRole::Timeout))
    body.timeoutInForce = true;
  const clang::Expr *init = variable.getInit();
  if (init && variable.hasAttr<clang::UnusedAttr>() && !variable.isReferenced() && variable.isLocalVarDecl())
    return walk(init, {.dropped = Dropping::MaybeUnused});
  body.statics += variable.isStaticLocal();
  walk(init, {.keptIn = &variable});
  body.statics -= variable.isStaticLocal();
}

void BodyWalker::walk(const clang::Expr *expr, Flow flow) {
  if (!expr)
    return;
  if (expr->containsErrors()) {
    broken = true;
    return;
  }
  if (depth == maxDepth) {
    unit.tooDeep.push_back(body.facts->function);
    return;
  }
  ++depth;
  if (!walkThrough(*expr, flow))
    walkKnown(*expr, flow);
  --depth;
}

/// 'Timer{5}' makes the value; its braces do not.
static bool makesFromParts(const clang::CastExpr &cast) {
  return llvm::isa<clang::CXXFunctionalCastExpr>(cast) &&
         !llvm::isa<clang::CallExpr>(cast.getSubExpr()->IgnoreImplicit());
}

/// Walks expressions that hand the value of an operand on; says whether `expr` is one.
bool BodyWalker::walkThrough(const clang::Expr &expr, const Flow &flow) {
  if (const auto *paren = llvm::dyn_cast<clang::ParenExpr>(&expr))
    return walk(paren->getSubExpr(), flow), true;
  if (const auto *full = llvm::dyn_cast<clang::FullExpr>(&expr))
    return walk(full->getSubExpr(), flow), true;
  if (const auto *temporary = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(&expr))
    return walk(temporary->getSubExpr(), flow), true;
  if (const auto *materialized = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(&expr))
    return walk(materialized->getSubExpr(), flow), true;
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(&expr)) {
    Flow inner = flow;
    if (llvm::isa<clang::ExplicitCastExpr>(cast) && cast->getType()->isVoidType()) {
      inner = {.dropped = Dropping::CastToVoid};
    } else if (flow.dropped && makesFromParts(*cast)) {
      noteDropped(expr, *flow.dropped);
      inner.dropped.reset();
    }
    return walk(cast->getSubExpr(), inner), true;
  }
  if (const auto *comma = llvm::dyn_cast<clang::BinaryOperator>(&expr); comma && comma->isCommaOp()) {
    walk(comma->getLHS(), {.dropped = Dropping::Comma});
    return walk(comma->getRHS(), flow), true;
  }
  if (const auto *choice = llvm::dyn_cast<clang::ConditionalOperator>(&expr)) {
    walk(choice->getCond(), {});
    walk(choice->getTrueExpr(), flow);
    return walk(choice->getFalseExpr(), flow), true;
  }
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&expr); call && flow.dropped && call->isCallToStdMove())
    return walk(call->getArg(0), flow), true;
  if (const auto *rewritten = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(&expr))
    return walk(rewritten->getSemanticForm(), flow), true;
  return false;
}

void BodyWalker::walkKnown(const clang::Expr &expr, const Flow &flow) {
  if (flow.dropped)
    noteDropped(expr, *flow.dropped);
  switch (expr.getStmtClass()) {
  case clang::Stmt::CoawaitExprClass:
    return walkAwait(expr, llvm::cast<clang::CoawaitExpr>(expr).getOperand(), flow);
  case clang::Stmt::DependentCoawaitExprClass:
    return walkAwait(expr, llvm::cast<clang::DependentCoawaitExpr>(expr).getOperand(), flow);
  case clang::Stmt::CoyieldExprClass:
    return walk(llvm::cast<clang::CoyieldExpr>(expr).getOperand(), {});
  case clang::Stmt::DeclRefExprClass:
    return noteNamed(*llvm::cast<clang::DeclRefExpr>(expr).getDecl(), flow);
  case clang::Stmt::MemberExprClass:
    return walk(llvm::cast<clang::MemberExpr>(expr).getBase(), {.callable = flow.callable});
  case clang::Stmt::LambdaExprClass:
    return walkLambda(llvm::cast<clang::LambdaExpr>(expr), flow);
  case clang::Stmt::CallExprClass:
  case clang::Stmt::CXXMemberCallExprClass:
  case clang::Stmt::CXXOperatorCallExprClass:
  case clang::Stmt::UserDefinedLiteralClass:
    return walkCall(llvm::cast<clang::CallExpr>(expr), flow);
  case clang::Stmt::CXXConstructExprClass:
  case clang::Stmt::CXXTemporaryObjectExprClass:
    return walkConstruction(llvm::cast<clang::CXXConstructExpr>(expr), flow);
  // Not evaluated, or evaluated elsewhere.
  case clang::Stmt::UnaryExprOrTypeTraitExprClass:
  case clang::Stmt::CXXNoexceptExprClass:
  case clang::Stmt::CXXTypeidExprClass:
  case clang::Stmt::RequiresExprClass:
  case clang::Stmt::ConceptSpecializationExprClass:
  case clang::Stmt::TypeTraitExprClass:
  case clang::Stmt::OpaqueValueExprClass:
  case clang::Stmt::CXXDefaultArgExprClass:
  case clang::Stmt::CXXDefaultInitExprClass:
    return;
  default:
    return walkChildren(expr);
  }
}

/// A variable or function that is named other than to be called goes where somebody else may call it.
void BodyWalker::noteNamed(const clang::ValueDecl &named, const Flow &flow) {
  if (flow.callable == Runs::Offloaded)
    starts.noteHandedOver(named);
  const clang::CXXRecordDecl *record = named.getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!flow.called && record && record->isLambda())
    starts.noteGivenAway(*record->getLambdaCallOperator());
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&named); function && !flow.called)
    starts.noteGivenAway(*function);
}

void BodyWalker::walkAwait(const clang::Expr &await, const clang::Expr *operand, const Flow &) {
  if (!operand)
    return;
  noteUnwrapped(*operand);
  walk(operand, {.awaited = true});
  const clang::Expr *call = operand->IgnoreUnlessSpelledInSource();
  body.onOtherThread |= llvm::any_of(body.facts->calls, [&](const KnownCall &known) {
    return known.expr == call && known.role.entry->role == Role::SwitchesThread;
  });
}

void BodyWalker::walkLambda(const clang::LambdaExpr &lambda, const Flow &flow) {
  for (const clang::Expr *init : lambda.capture_inits())
    walk(init, {.called = true});
  const Runs around = flow.callable.value_or(Runs::Unknown);
  const bool timeoutInForce = body.openTimeouts > 0;
  walkBody(*lambda.getCallOperator(), around, timeoutInForce);
  if (const clang::FunctionTemplateDecl *generic = lambda.getDependentCallOperator())
    for (const clang::FunctionDecl *instance : generic->specializations())
      if (instance->hasBody())
        walkBody(*instance, around, timeoutInForce);
}

/// The await whose result `operand` is, directly or through a variable.
static const clang::CoawaitExpr *awaitedBefore(const clang::Expr &operand) {
  const clang::Expr *value = operand.IgnoreUnlessSpelledInSource();
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(value); call && call->isCallToStdMove())
    value = call->getArg(0)->IgnoreUnlessSpelledInSource();
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(value))
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl()); variable && variable->getInit())
      value = variable->getInit()->IgnoreUnlessSpelledInSource();
  return llvm::dyn_cast<clang::CoawaitExpr>(value);
}

void BodyWalker::noteUnwrapped(const clang::Expr &operand) {
  if (const clang::CoawaitExpr *inner = awaitedBefore(operand))
    unit.unwrapped.insert(inner->getOperand()->getType().getCanonicalType().getTypePtr());
}

/// 'return outer.get();' hands the inner task on to somebody who may await it.
void BodyWalker::noteTakenOut(const KnownCall &wait, const Flow &flow) {
  const clang::Expr *outer = objectOf(*wait.expr);
  const bool isTaken = wait.role.entry->kind == BlockKind::Future && !flow.dropped;
  if (outer && isTaken && unit.summaries.isWork(wait.expr->getType()))
    unit.unwrapped.insert(outer->getType().getCanonicalType().getUnqualifiedType().getTypePtr());
}

} // namespace corolint
