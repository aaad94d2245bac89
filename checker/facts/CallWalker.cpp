// The part of BodyWalker that looks at calls: their roles, and what becomes of callables among their arguments.
#include "BodyWalker.h"
#include "CallConditions.h"
#include "InferredRoles.h"
#include "flow/Fate.h"
#include "flow/Subject.h"
#include "flow/Trials.h"
#include "model/HandleTypes.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/SmallVector.h>

namespace corolint {

static const clang::LambdaExpr *calledLambda(const clang::CallExpr &call) {
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  if (!operatorCall || operatorCall->getOperator() != clang::OO_Call)
    return nullptr;
  return llvm::dyn_cast<clang::LambdaExpr>(
      operatorCall->getArg(0)->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource());
}

bool BodyWalker::handlesWork(clang::QualType type) {
  return unit.summaries.isWork(type) || unit.model.type(type).generator;
}

bool BodyWalker::getsWork(const clang::FunctionDecl &function) {
  return llvm::any_of(function.parameters(),
                      [&](const clang::ParmVarDecl *parameter) { return handlesWork(parameter->getType()); });
}

void BodyWalker::walkCall(const clang::CallExpr &call, const Flow &flow) {
  llvm::ArrayRef<const clang::Expr *> arguments(call.getArgs(), call.getNumArgs());
  noteStart(call, flow);
  body.facts->handlesWork = body.facts->handlesWork || handlesWork(call.getType());
  if (isResume(call))
    body.facts->resumptions.push_back({&call, body.loops > 0});
  if (const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call))
    noteTested(*member);
  if (const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call)) {
    if (noteIgnored(*operatorCall))
      return;
    if (operatorCall->getOperator() == clang::OO_Equal && unit.model.isVoidCallableWrapper(arguments[0]->getType()))
      noteSink(*arguments[1], wrapperName(arguments[0]->getType()));
    // The object of an operator is its first argument; a lambda called on the spot runs here.
    if (operatorCall->getOperator() == clang::OO_Call) {
      const bool isLambda = calledLambda(call) != nullptr;
      walk(arguments.front(),
           {.called = true, .callable = isLambda ? std::optional(flow.callable.value_or(runsHere())) : std::nullopt});
      arguments = arguments.drop_front();
    }
  } else {
    walk(call.getCallee(), {.called = true, .callable = flow.callable});
  }
  walkArguments(call, call.getDirectCallee(), arguments, flow);
}

std::string BodyWalker::wrapperName(clang::QualType type) const {
  return type.getNonReferenceType().getUnqualifiedType().getAsString(unit.ast.getPrintingPolicy());
}

/// 'handlers.emplace(id, callable)' makes the elements of a container, which may be wrappers, out of its arguments.
void BodyWalker::noteElement(const clang::Expr &call, llvm::ArrayRef<const clang::Expr *> arguments) {
  const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  const clang::QualType object = member ? member->getImplicitObjectArgument()->getType() : clang::QualType();
  const auto *container =
      member ? llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(object->getAsCXXRecordDecl()) : nullptr;
  if (!container || !unit.model.hasRole(object, TypeRole::Container))
    return;
  for (const clang::TemplateArgument &element : container->getTemplateArgs().asArray())
    if (element.getKind() == clang::TemplateArgument::Type && unit.model.isVoidCallableWrapper(element.getAsType()))
      for (const clang::Expr *argument : arguments)
        noteSink(*argument, wrapperName(element.getAsType()));
}

void BodyWalker::walkConstruction(const clang::CXXConstructExpr &construction, const Flow &flow) {
  const llvm::ArrayRef<const clang::Expr *> arguments(construction.getArgs(), construction.getNumArgs());
  if (arguments.size() == 1 && unit.model.isVoidCallableWrapper(construction.getType()))
    noteSink(*arguments.front(), wrapperName(construction.getType()));
  walkArguments(construction, construction.getConstructor(), arguments, flow);
}

/// Where the callables among the arguments of a call with these roles run. A callee without a role may be a wrapper
/// ('bind', 'move_only_function'), so what is known of its own value holds for its arguments.
std::optional<Runs> BodyWalker::runsOfArguments(llvm::ArrayRef<FunctionRole> roles, bool onPool,
                                                const Flow &flow) const {
  if (onPool)
    return Runs::Offloaded;
  for (const FunctionRole &role : roles)
    switch (role.entry->role) {
    case Role::RunsNow:
      return runsHere();
    case Role::KeepsAlive:
      return flow.callable.value_or(runsHere());
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

  if (known.empty())
    notePlain(call, callee);
  if (const auto role = known.empty() && callee ? conventionalRole(*callee, unit.model) : std::nullopt)
    roles.push_back(*role);
  noteElement(call, arguments);
  const std::size_t waitsBefore = body.openWaits.size();
  bool isTimeout = known.empty() && callee && isTimeoutByType(*callee, arguments, unit.summaries);
  for (const FunctionRole &role : roles) {
    isTimeout |= role.entry->role == Role::Timeout;
    if (role.entry->role == Role::ExternalWait)
      body.openWaits.push_back(body.facts->calls.size());
    body.facts->calls.push_back(
        {&call, callee, role, runsHere(), flow.awaited, isBounded(), canAwait(), body.statics > 0});
    if (role.entry->role == Role::Blocks)
      noteTakenOut(body.facts->calls.back(), flow);
  }
  if (isTimeout) {
    for (const std::size_t wait : body.openWaits)
      body.facts->calls[wait].hasTimeout = true;
    ++body.openTimeouts;
  }
  const bool runsLoop =
      llvm::any_of(roles, [](const FunctionRole &role) { return role.entry->role == Role::RunsLoop; });
  const std::optional<Runs> callablesRun = runsOfArguments(roles, usesThreadPool(call, arguments), flow);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    for (const FunctionRole &role : roles)
      if (role.entry->dropsResult && (role.entry->callable == 0 || role.entry->callable == i + 1))
        noteSink(*arguments[i], qualifiedName(*callee), role.entry->role == Role::Offloads);
    if (callee && i < callee->getNumParams())
      noteGiven(*callee, i, *arguments[i]);
    const std::size_t before = unit.functions.size();
    walk(arguments[i], {.waitedFor = runsLoop, .callable = callablesRun});
    const bool isClosure = llvm::isa<clang::LambdaExpr>(arguments[i]->IgnoreUnlessSpelledInSource());
    if (isClosure && before < unit.functions.size())
      unit.functions[before].mustThrow = callee && expectsThrow(*callee, i, unit.summaries);
  }
  if (isTimeout) {
    --body.openTimeouts;
    body.timeoutInForce |= !wrapsAwaitable(arguments);
  }
  body.openWaits.resize(waitsBefore);
}

/// Whether values of `type` are thread pools or point to one.
bool BodyWalker::isPool(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType())
    return isPool(type->getPointeeType());
  const auto *pointer = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (pointer && pointer->hasDefinition() && hasOperator(*pointer, clang::OO_Arrow)) {
    const clang::TemplateArgument &pointee = pointer->getTemplateArgs()[0];
    return pointee.getKind() == clang::TemplateArgument::Type && isPool(pointee.getAsType());
  }
  return unit.model.hasRole(type, TypeRole::ThreadPool);
}

/// Whether the parameters of `coroutine` say that it starts on a pool: 'result<> f(executor_tag, thread_executor *e)'.
bool BodyWalker::startsOnPool(const clang::FunctionDecl &coroutine) {
  for (unsigned i = 0; i + 1 < coroutine.getNumParams(); ++i)
    if (unit.model.hasRole(coroutine.getParamDecl(i)->getType(), TypeRole::StartsOn))
      return isPool(coroutine.getParamDecl(i + 1)->getType());
  return false;
}

/// Whether this start gives a pool for what the parameters only call an executor.
bool BodyWalker::startsOnPool(const clang::CallExpr &start) {
  const llvm::SmallVector<const clang::Expr *, 4> arguments = argumentsOf(start);
  for (unsigned i = 0; i + 1 < arguments.size(); ++i)
    if (unit.model.hasRole(arguments[i]->getType(), TypeRole::StartsOn))
      return isPool(arguments[i + 1]->IgnoreUnlessSpelledInSource()->getType());
  return false;
}

/// Whether the call is made on a thread pool or gets one: what else it gets runs there.
bool BodyWalker::usesThreadPool(const clang::Expr &call, llvm::ArrayRef<const clang::Expr *> arguments) {
  const auto onPool = [&](const clang::Expr *value) { return isPool(value->IgnoreUnlessSpelledInSource()->getType()); };
  const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  return (member && onPool(member->getImplicitObjectArgument())) || llvm::any_of(arguments, onPool);
}

/// A function of the unit is called whose body says what that means. What initializes a static variable runs once in
/// the program's life, which nobody calls a habit.
void BodyWalker::notePlain(const clang::Expr &call, const clang::FunctionDecl *callee) {
  if (!callee || body.statics > 0 || !input.isUserCode(callee->getLocation()))
    return;
  if (!callee->isImplicit() && !callee->isDefaulted())
    body.facts->plainCalls.push_back({&call, callee, runsHere(), body.loops > 0, canAwait(), isBounded()});
}

/// A coroutine of the unit is called: on which threads its callers run it says where it may block.
void BodyWalker::noteStart(const clang::CallExpr &call, const Flow &flow) {
  const clang::FunctionDecl *callee = call.getDirectCallee();
  if (!callee || !input.isUserCode(callee->getLocation()) || !unit.model.type(callee->getReturnType()).coroutine)
    return;
  const bool offloaded = flow.callable == Runs::Offloaded || runsHere() == Runs::Offloaded || startsOnPool(call);
  starts.note({&call, body.index, callee->getCanonicalDecl(), flow.keptIn, offloaded, flow.awaited, flow.waitedFor});
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
  // Other awaitables may be results that are tested for good reason: 'if (parse(text))' with an awaitable 'expected'.
  const AsyncType &type = unit.model.type(object->getType());
  if (type.drop == Drop::NeverRuns)
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

void BodyWalker::noteSink(const clang::Expr &argument, std::string sink, bool onThread) {
  addSink(*body.facts, argument, std::move(sink), onThread);
}

void BodyWalker::addSink(FunctionFacts &facts, const clang::Expr &argument, std::string sink, bool onThread) {
  const clang::Expr &written = *argument.IgnoreUnlessSpelledInSource();
  const AsyncType &result = unit.model.type(unit.model.callResult(written.getType()));
  if (result.lostWhenDropped())
    facts.sinks.push_back({&written, &result, std::move(sink), onThread});
}

/// Remembers callables that return a task and are given to a template, until its instantiation has been walked.
void BodyWalker::noteGiven(const clang::FunctionDecl &taker, unsigned parameter, const clang::Expr &argument) {
  if (!taker.isTemplateInstantiation() || !input.isUserCode(taker.getLocation()))
    return;
  if (!unit.model.callResult(argument.getType()).isNull())
    given.push_back({body.index, &argument, &taker, parameter});
}

} // namespace corolint
