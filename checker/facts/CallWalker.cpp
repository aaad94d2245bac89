// The part of BodyWalker that looks at calls: their roles, and what becomes of callables among their arguments.
#include "BodyWalker.h"
#include "CallConditions.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <llvm/ADT/SmallVector.h>

namespace corolint {

static const clang::LambdaExpr *calledLambda(const clang::CallExpr &call) {
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  if (!operatorCall || operatorCall->getOperator() != clang::OO_Call)
    return nullptr;
  return llvm::dyn_cast<clang::LambdaExpr>(operatorCall->getArg(0)->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource());
}

void BodyWalker::walkCall(const clang::CallExpr &call, const Flow &flow) {
  llvm::ArrayRef<const clang::Expr *> arguments(call.getArgs(), call.getNumArgs());
  if (const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call))
    noteTested(*member);
  if (const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call)) {
    if (noteIgnored(*operatorCall))
      return;
    // The object of an operator is its first argument; a lambda called on the spot runs here.
    if (operatorCall->getOperator() == clang::OO_Call) {
      walk(arguments.front(), {.callable = calledLambda(call) ? std::optional(runsHere()) : std::nullopt});
      arguments = arguments.drop_front();
    }
  } else {
    walk(call.getCallee(), {});
  }
  walkArguments(call, call.getDirectCallee(), arguments, flow);
}

void BodyWalker::walkConstruction(const clang::CXXConstructExpr &construction, const Flow &flow) {
  const llvm::ArrayRef<const clang::Expr *> arguments(construction.getArgs(), construction.getNumArgs());
  if (arguments.size() == 1 && unit.model.isVoidCallableWrapper(construction.getType()))
    noteSink(*arguments.front(), construction.getType().getUnqualifiedType().getAsString(unit.ast.getPrintingPolicy()));
  walkArguments(construction, construction.getConstructor(), arguments, flow);
}

/// Where the callables among the arguments of a call with these roles run. A callee without a role may be a wrapper
/// ('bind', 'move_only_function'), so what is known of its own value holds for its arguments.
std::optional<Runs> BodyWalker::runsOfArguments(llvm::ArrayRef<FunctionRole> roles, const Flow &flow) const {
  for (const FunctionRole &role : roles)
    switch (role.entry->role) {
    case Role::RunsNow:
    case Role::KeepsAlive:
      return runsHere();
    case Role::RunsOnLoop:
      return Runs::OnLoop;
    case Role::Offloads:
      return Runs::Offloaded;
    default:
      break;
    }
  return flow.callable;
}

void BodyWalker::walkArguments(const clang::Expr &call, const clang::FunctionDecl *callee,
                               llvm::ArrayRef<const clang::Expr *> arguments, const Flow &flow) {
  const llvm::ArrayRef<FunctionRole> known = callee ? unit.model.roles(*callee) : llvm::ArrayRef<FunctionRole>();
  llvm::SmallVector<FunctionRole, 2> roles;
  for (const FunctionRole &role : known)
    if (meetsConditions(role, {&call, arguments, body.facts->function}, unit.ast, input))
      roles.push_back(role);

  const std::size_t waitsBefore = body.openWaits.size();
  bool isTimeout = false;
  for (const FunctionRole &role : roles) {
    isTimeout |= role.entry->role == Role::Timeout;
    if (role.entry->role == Role::ExternalWait)
      body.openWaits.push_back(body.facts->calls.size());
    const bool limited = body.openTimeouts > 0 || body.timeoutInForce;
    body.facts->calls.push_back({&call, callee, role, runsHere(), flow.awaited, limited, canAwait()});
  }
  if (isTimeout) {
    for (const std::size_t wait : body.openWaits)
      body.facts->calls[wait].hasTimeout = true;
    ++body.openTimeouts;
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    for (const FunctionRole &role : roles)
      if (role.entry->dropsResult && (role.entry->callable == 0 || role.entry->callable == i + 1))
        noteSink(*arguments[i], qualifiedName(*callee));
    if (callee && i < callee->getNumParams())
      noteGiven(*callee, i, *arguments[i]);
    walk(arguments[i], {.callable = runsOfArguments(roles, flow)});
  }
  if (isTimeout) {
    --body.openTimeouts;
    body.timeoutInForce |= !wrapsAwaitable(arguments);
  }
  body.openWaits.resize(waitsBefore);
}

/// A timeout that takes nothing to wait for bounds what follows it: 'stream.expires_after(5s)'.
bool BodyWalker::wrapsAwaitable(llvm::ArrayRef<const clang::Expr *> arguments) {
  return llvm::any_of(arguments, [&](const clang::Expr *argument) {
    const AsyncType &type = unit.model.type(argument->getType());
    return type.awaitable || type.coroutine || unit.model.type(unit.model.callResult(argument->getType())).awaitable;
  });
}

/// 'if (save())' converts the task with its 'operator bool'.
void BodyWalker::noteTested(const clang::CXXMemberCallExpr &call) {
  const auto *conversion = llvm::dyn_cast_or_null<clang::CXXConversionDecl>(call.getMethodDecl());
  if (!conversion || !conversion->getConversionType()->isBooleanType())
    return;
  const clang::Expr *object = call.getImplicitObjectArgument()->IgnoreParens()->IgnoreUnlessSpelledInSource();
  const auto *made = llvm::dyn_cast<clang::CallExpr>(object);
  if (!made || !object->isPRValue())
    return;
  const AsyncType &type = unit.model.type(object->getType());
  if (type.lostWhenDropped())
    body.facts->tested.push_back({object, &type, made->getDirectCallee(), canAwait()});
}

/// 'std::ignore = save()' throws the value away on purpose; says whether `call` is one.
bool BodyWalker::noteIgnored(const clang::CXXOperatorCallExpr &call) {
  if (call.getOperator() != clang::OO_Equal || call.getNumArgs() != 2)
    return false;
  const auto *target = llvm::dyn_cast<clang::DeclRefExpr>(call.getArg(0)->IgnoreParenImpCasts());
  if (!target || !target->getDecl()->isInStdNamespace() || unqualifiedName(*target->getDecl()) != "ignore")
    return false;
  walk(call.getArg(1), {.dropped = Dropping::AssignedToIgnore});
  return true;
}

void BodyWalker::noteSink(const clang::Expr &argument, std::string sink) {
  addSink(*body.facts, argument, std::move(sink));
}

void BodyWalker::addSink(FunctionFacts &facts, const clang::Expr &argument, std::string sink) {
  const clang::Expr &written = *argument.IgnoreUnlessSpelledInSource();
  const AsyncType &result = unit.model.type(unit.model.callResult(written.getType()));
  if (result.lostWhenDropped())
    facts.sinks.push_back({&written, &result, std::move(sink)});
}

/// Remembers callables that return a task and are given to a template, until its instantiation has been walked.
void BodyWalker::noteGiven(const clang::FunctionDecl &taker, unsigned parameter, const clang::Expr &argument) {
  if (!taker.isTemplateInstantiation() || !input.isUserCode(taker.getLocation()))
    return;
  if (!unit.model.callResult(argument.getType()).isNull())
    given.push_back({body.index, &argument, &taker, parameter});
}

} // namespace corolint
