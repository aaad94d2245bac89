#include "engine/Rule.h"

#include "flow/Cancellation.h"
#include "flow/Fate.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {

/// How a call could take a token: which type, and whether behind the arguments that are written.
struct Missing {
  clang::QualType type; // of the parameter; null: any token will do
  bool isLast;
  llvm::StringRef instead = ""; // of a function of another name that takes it
};

} // namespace

static clang::QualType plain(clang::QualType type) {
  return type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
}

/// The token that a parameter takes, by reference or by pointer.
static clang::QualType pointee(clang::QualType type) {
  return plain(type)->isPointerType() ? plain(plain(type)->getPointeeType()) : plain(type);
}

/// `longer` takes what `callee` takes and one token more; where that is.
static std::optional<unsigned> extraToken(const clang::FunctionDecl &callee, const clang::FunctionDecl &longer,
                                          AsyncModel &model) {
  if (longer.getNumParams() != callee.getNumParams() + 1)
    return std::nullopt;
  unsigned extra = 0;
  while (extra < callee.getNumParams() &&
         plain(callee.getParamDecl(extra)->getType()) == plain(longer.getParamDecl(extra)->getType()))
    ++extra;
  for (unsigned i = extra; i < callee.getNumParams(); ++i)
    if (plain(callee.getParamDecl(i)->getType()) != plain(longer.getParamDecl(i + 1)->getType()))
      return std::nullopt;
  return isToken(longer.getParamDecl(extra)->getType(), model) ? std::optional(extra) : std::nullopt;
}

static std::optional<Missing> missingToken(const clang::CallExpr &call, const clang::FunctionDecl &callee,
                                           AsyncModel &model) {
  if (takesToken(call, model))
    return std::nullopt;
  const auto arguments = argumentsOf(call);
  unsigned written = 0;
  while (written < arguments.size() && !llvm::isa<clang::CXXDefaultArgExpr>(arguments[written]))
    ++written;
  for (unsigned i = written; i < arguments.size() && i < callee.getNumParams(); ++i)
    if (isToken(callee.getParamDecl(i)->getType(), model))
      return Missing{callee.getParamDecl(i)->getType(), i == written};
  for (const FunctionRole &role : model.roles(callee))
    if (!role.entry->withToken.empty())
      return Missing{clang::QualType(), false, role.entry->withToken};
  if (callee.isTemplateInstantiation())
    return std::nullopt;
  for (const clang::NamedDecl *found : callee.getDeclContext()->lookup(callee.getDeclName()))
    if (const auto *other = llvm::dyn_cast<clang::FunctionDecl>(found->getUnderlyingDecl()))
      if (const auto extra = extraToken(callee, *other, model))
        return Missing{other->getParamDecl(*extra)->getType(), *extra == written};
  return std::nullopt;
}

/// The member function that a body belongs to: of a lambda that has captured 'this' the one around it.
static const clang::CXXMethodDecl *methodAround(const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  while (method && method->getParent()->isLambda()) {
    const clang::CXXRecordDecl *closure = method->getParent();
    if (llvm::none_of(closure->captures(), [](const clang::LambdaCapture &one) { return one.capturesThis(); }))
      return nullptr;
    method = llvm::dyn_cast<clang::CXXMethodDecl>(closure->getDeclContext());
  }
  return method;
}

/// A parameter, local or member of the wanted type that the call could pass.
static const clang::ValueDecl *tokenInScope(clang::QualType wanted, const clang::CallExpr &call,
                                            const FunctionFacts &function) {
  AsyncModel &model = function.unit->model;
  const auto fits = [&](const clang::ValueDecl &place) {
    if (place.getName().empty())
      return false;
    return wanted.isNull() ? isToken(place.getType(), model) : pointee(place.getType()) == pointee(wanted);
  };
  for (const clang::ParmVarDecl *parameter : function.function->parameters())
    if (fits(*parameter))
      return parameter;
  for (const auto *declarations : function.flow()->tree().every<clang::DeclStmt>())
    for (const clang::Decl *decl : declarations->decls())
      if (const auto *local = llvm::dyn_cast<clang::VarDecl>(decl);
          local && fits(*local) && declarations->getEndLoc() < call.getBeginLoc() &&
          function.flow()->tree().parent(*declarations) == llvm::dyn_cast<clang::Stmt>(writtenBody(*function.function)))
        return local;
  const clang::CXXMethodDecl *method = methodAround(*function.function);
  const bool isReadOnly =
      method && method->isConst() &&
      (wanted.isNull() || (wanted->isReferenceType() && !wanted->getPointeeType().isConstQualified()));
  if (!method || method->isStatic() || isReadOnly)
    return nullptr;
  for (const clang::FieldDecl *field : method->getParent()->fields())
    if (fits(*field))
      return field;
  return nullptr;
}

/// Whether a lambda of the body requests cancellation: 'sleep(1s).then([&] { stop.request_abort(); })'.
static bool cancelsLater(const FunctionFacts &function) {
  AsyncModel &model = function.unit->model;
  const auto cancels = [&](const clang::CallExpr *call) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && model.role(*callee, Role::Cancels);
  };
  return llvm::any_of(function.flow()->tree().every<clang::LambdaExpr>(), [&](const clang::LambdaExpr *lambda) {
    const FlowGraph *body =
        lambda->isGenericLambda() ? nullptr : function.unit->summaries.flow(*lambda->getCallOperator());
    return body && llvm::any_of(body->tree().every<clang::CallExpr>(), cancels);
  });
}

/// Code that ends something must not be cut short by the request to end it.
static bool isCleanup(const FunctionFacts &function) {
  if (llvm::isa<clang::CXXDestructorDecl>(function.function))
    return true;
  const std::string name = unqualifiedName(*function.function);
  if (llvm::any_of(std::array{"stop", "close", "shutdown", "cleanup"},
                   [&](llvm::StringRef part) { return llvm::StringRef(name).contains_insensitive(part); }))
    return true;
  return cancelsLater(function) ||
         llvm::any_of(function.calls, [](const KnownCall &call) { return call.role.entry->role == Role::Cancels; });
}

static void report(const FunctionFacts &function, const clang::CallExpr &call, const Missing &missing,
                   const clang::ValueDecl &token, Reporter &reporter) {
  const std::string name = token.getNameAsString();
  const char *text = missing.instead.empty()
                         ? "'{0}' can be cancelled, but does not get '{1}', so this await goes on after the request to "
                           "stop; pass '{1}'"
                         : "'{0}' goes on after the request to stop that '{1}' would tell it of; use '{2}' with '{1}'";
  FindingBuilder finding =
      reporter.report(call.getSourceRange(),
                      llvm::formatv(text, unqualifiedName(*call.getDirectCallee()), name, missing.instead).str());
  finding.step(token.getSourceRange(), "'" + name + "' is at hand");
  const Places &places = function.unit->places;
  const clang::SourceRange end(call.getRParenLoc());
  if (!missing.isLast || function.function->isTemplateInstantiation() || !places.isEditable(call.getSourceRange()) ||
      token.getType()->isPointerType() || (!missing.type.isNull() && missing.type->isPointerType()))
    return;
  const auto arguments = argumentsOf(call);
  const bool isOnly = arguments.empty() || llvm::isa<clang::CXXDefaultArgExpr>(arguments.front());
  finding.fix({"pass '" + name + "'", /*safe=*/true, {{places.before(end.getBegin()), isOnly ? name : ", " + name}}});
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.flow() || isCleanup(function))
    return;
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *call : tree.every<clang::CallExpr>()) {
    const clang::FunctionDecl *callee = call->getDirectCallee();
    if (!callee || llvm::isa<clang::CXXOperatorCallExpr>(call) || !function.unit->summaries.isWork(call->getType()) ||
        tree.enclosing<clang::CXXCatchStmt>(*call))
      continue;
    const Fate fate = fateOf(*call, tree);
    // What a chain begins with is awaited with the chain.
    if (fate.kind != Fate::Kind::Awaited && fate.kind != Fate::Kind::Returned && fate.kind != Fate::Kind::Receiver)
      continue;
    const auto missing = missingToken(*call, *callee, model);
    if (const clang::ValueDecl *token = missing ? tokenInScope(missing->type, *call, function) : nullptr)
      report(function, *call, *missing, *token, reporter);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a stop token at hand is not passed to what is awaited",
    .checkFunction = check,
};

} // namespace corolint
