#include "Containers.h"

#include "flow/Access.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "flow/Subject.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

static constexpr unsigned maxSteps = 32; // through aliases and getters; longer ways are not followed

/// Without what only hands the value on: parentheses, conversions, copies, std::move. A copied container is another.
static const clang::Expr &plain(const clang::Expr &expr, AsyncModel &model) {
  const clang::Expr *inner = expr.IgnoreImplicit()->IgnoreParenCasts();
  if (const auto *copy = llvm::dyn_cast<clang::CXXConstructExpr>(inner);
      copy && copy->getNumArgs() == 1 && copy->getConstructor()->isCopyOrMoveConstructor() &&
      !model.hasRole(copy->getType(), TypeRole::Container))
    return plain(*copy->getArg(0), model);
  if (isCastToRValue(*inner) && llvm::isa<clang::CallExpr>(inner))
    return plain(*llvm::cast<clang::CallExpr>(inner)->getArg(0), model);
  return inner == &expr ? expr : plain(*inner, model);
}

namespace {

/// Follows an expression to the container that it refers into.
class Resolver {
public:
  explicit Resolver(Summaries &summaries) : summaries(summaries), model(summaries.meaning()) {}

  std::optional<ContainerRef> resolve(const clang::Expr &expr);
  const clang::ValueDecl *containerNamedBy(const clang::Expr &expr);

private:
  std::optional<ContainerRef> found(const clang::ValueDecl &container, Into otherwise) const;
  std::optional<ContainerRef> resolveFollowed(const clang::Expr &pointer);
  std::optional<ContainerRef> resolveMemberCall(const clang::CallExpr &call, const clang::Expr &object);
  std::optional<ContainerRef> resolveCall(const clang::CallExpr &call);
  std::optional<ContainerRef> resolveVariable(const clang::ValueDecl &named);
  std::optional<ContainerRef> resolveResult(const clang::FunctionDecl &callee);
  bool isIterator(clang::QualType type) const;
  bool isUniqueOwner(clang::QualType type) const;

  Summaries &summaries;
  AsyncModel &model;
  std::optional<Into> into; // what was passed on the way
  unsigned steps = 0;
};

} // namespace

bool Resolver::isIterator(clang::QualType type) const {
  return type->isRecordType() && !model.hasRole(type, TypeRole::View) && refersToOthers(type, model);
}

/// A smart pointer that cannot be copied.
bool Resolver::isUniqueOwner(clang::QualType type) const {
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  return llvm::none_of(record->ctors(),
                       [](const clang::CXXConstructorDecl *constructor) {
                         return constructor->isCopyConstructor() && !constructor->isDeleted();
                       }) &&
         !record->needsImplicitCopyConstructor();
}

std::optional<ContainerRef> Resolver::found(const clang::ValueDecl &container, Into otherwise) const {
  return ContainerRef{&container, into.value_or(otherwise)};
}

/// The variable or field that holds the container, where others can reach it.
const clang::ValueDecl *Resolver::containerNamedBy(const clang::Expr &expr) {
  const clang::Expr &named = plain(expr, model);
  const clang::QualType type = named.getType();
  if (type.isConstQualified() || !model.hasRole(type, TypeRole::Container) || ++steps > maxSteps)
    return nullptr;
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(&named)) {
    const auto *field = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    const Root root = rootOf(named);
    const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(root.place);
    const bool isOwn = root.temporary || (variable && variable->hasLocalStorage() && !root.throughPointer &&
                                          !variable->getType()->isReferenceType());
    return field && !isOwn ? field : nullptr;
  }
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(&named);
  const auto *variable = name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
  if (!variable)
    return nullptr;
  if (variable->hasGlobalStorage())
    return variable->getType().isConstQualified() ? nullptr : variable->getCanonicalDecl();
  if (!variable->getType()->isReferenceType())
    return nullptr;
  return variable->getInit() && !llvm::isa<clang::ParmVarDecl>(variable) ? containerNamedBy(*variable->getInit())
                                                                         : variable;
}

/// What `pointer`, an iterator or a pointer, is at, when it is followed.
std::optional<ContainerRef> Resolver::resolveFollowed(const clang::Expr &pointer) {
  const clang::Expr &at = plain(pointer, model);
  const clang::QualType type = at.getType();
  if (const clang::ValueDecl *container = containerNamedBy(at)) // '*optional', 'unique->name'
    return found(*container, Into::Element);
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(&at);
  const bool isLocal = name && llvm::isa<clang::VarDecl, clang::BindingDecl>(name->getDecl()) &&
                       (type->isPointerType() || isIterator(type));
  if (isLocal || isIterator(type)) {
    into = into.value_or(Into::Element);
    return resolve(at);
  }
  if (type->isPointerType() && llvm::isa<clang::CallExpr, clang::UnaryOperator>(at)) { // '&list.front()', 'data()'
    into = into.value_or(Into::Element);
    return resolve(at);
  }
  if (!type->isRecordType() || !isUniqueOwner(type))
    return std::nullopt; // whoever else owns it keeps it alive
  into = Into::Pointee;
  return resolve(at);
}

/// An iterator, or a pair that begins with one: what 'emplace' gives.
static bool beginsWithIterator(clang::QualType type, llvm::function_ref<bool(clang::QualType)> isIterator) {
  const auto *pair = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  const clang::TemplateArgument *first =
      pair && pair->getTemplateArgs().size() > 0 ? &pair->getTemplateArgs()[0] : nullptr;
  return isIterator(type) ||
         (first && first->getKind() == clang::TemplateArgument::Type && isIterator(first->getAsType()));
}

std::optional<ContainerRef> Resolver::resolveMemberCall(const clang::CallExpr &call, const clang::Expr &object) {
  const clang::QualType result = call.getType();
  const bool isIteratorResult = beginsWithIterator(result, [&](clang::QualType type) { return isIterator(type); });
  const bool refers =
      call.isGLValue() || result->isPointerType() || isIteratorResult || model.hasRole(result, TypeRole::View);
  if (!refers)
    return std::nullopt;
  if (const clang::ValueDecl *container = containerNamedBy(object))
    return found(*container, isIteratorResult ? Into::Iterator : Into::Element);
  // A container in an element of another: what ends the other ends this too.
  if (model.hasRole(object.getType(), TypeRole::Container) || isIterator(object.getType())) {
    into = into.value_or(Into::Element);
    return resolve(object);
  }
  const clang::FunctionDecl *callee = call.getDirectCallee();
  return callee ? resolveResult(*callee) : std::nullopt;
}

/// What a function of the unit returns: 'Session &find(int id) { return _sessions.at(id); }'.
std::optional<ContainerRef> Resolver::resolveResult(const clang::FunctionDecl &callee) {
  const FlowGraph *graph = ++steps > maxSteps ? nullptr : summaries.flow(callee);
  if (!graph || llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(graph->function().getBody()))
    return std::nullopt;
  std::optional<ContainerRef> result;
  graph->forEach([&](const Event &event, Position) {
    const auto *returned = event.kind == Event::Kind::Return ? llvm::dyn_cast<clang::ReturnStmt>(event.stmt) : nullptr;
    if (result || !returned || !returned->getRetValue())
      return;
    const std::optional<Into> before = into;
    result = resolve(*returned->getRetValue());
    if (result && !llvm::isa<clang::ParmVarDecl>(result->container))
      return;
    result = std::nullopt;
    into = before;
  });
  return result;
}

std::optional<ContainerRef> Resolver::resolveCall(const clang::CallExpr &call) {
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  if (operatorCall &&
      (operatorCall->getOperator() == clang::OO_Star || operatorCall->getOperator() == clang::OO_Arrow) &&
      call.getNumArgs() == 1)
    return resolveFollowed(*call.getArg(0));
  if (const clang::Expr *object = objectOf(call))
    return resolveMemberCall(call, *object);
  // An algorithm gives back an iterator like the one that it got: 'std::find(v.begin(), v.end(), x)', 'std::next(it)'.
  if (call.getNumArgs() > 0 && isIterator(call.getType()) &&
      call.getType().getCanonicalType() == call.getArg(0)->getType().getNonReferenceType().getCanonicalType())
    return resolve(*call.getArg(0));
  const clang::FunctionDecl *callee = call.getDirectCallee();
  const bool refers = call.isGLValue() || call.getType()->isPointerType() || isIterator(call.getType());
  return callee && refers ? resolveResult(*callee) : std::nullopt;
}

std::optional<ContainerRef> Resolver::resolveVariable(const clang::ValueDecl &named) {
  const auto *binding = llvm::dyn_cast<clang::BindingDecl>(&named);
  const auto *variable = binding ? llvm::dyn_cast_or_null<clang::VarDecl>(binding->getDecomposedDecl())
                                 : llvm::dyn_cast<clang::VarDecl>(&named);
  if (!variable || !variable->hasLocalStorage() || !variable->getInit() || llvm::isa<clang::ParmVarDecl>(variable))
    return std::nullopt;
  const bool holdsIterator = llvm::isa<clang::DecompositionDecl>(variable) && !variable->getType()->isReferenceType();
  if (holdsIterator && !beginsWithIterator(variable->getType(), [&](clang::QualType type) { return isIterator(type); }))
    return std::nullopt;
  if (!holdsIterator && !refersToOthers(variable->getType(), model))
    return std::nullopt;
  return resolve(*variable->getInit());
}

std::optional<ContainerRef> Resolver::resolve(const clang::Expr &expr) {
  if (++steps > maxSteps)
    return std::nullopt;
  const clang::Expr &at = plain(expr, model);
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(&at))
    return resolveVariable(*name->getDecl());
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(&at)) {
    if (!llvm::isa<clang::FieldDecl>(member->getMemberDecl()) || member->getType()->isReferenceType())
      return std::nullopt;
    into = into.value_or(Into::Element);
    return member->isArrow() ? resolveFollowed(*member->getBase()) : resolve(*member->getBase());
  }
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(&at)) {
    if (unary->getOpcode() == clang::UO_Deref)
      return resolveFollowed(*unary->getSubExpr());
    into = into.value_or(Into::Element);
    return unary->getOpcode() == clang::UO_AddrOf ? resolve(*unary->getSubExpr()) : std::nullopt;
  }
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&at))
    return resolveCall(*call);
  // A view of one's own: 'std::string_view(names.front())', 'std::span(values)'.
  const auto *view = llvm::dyn_cast<clang::CXXConstructExpr>(&at);
  if (!view || view->getNumArgs() == 0 || !model.hasRole(view->getType(), TypeRole::View))
    return std::nullopt;
  if (const clang::ValueDecl *container = containerNamedBy(*view->getArg(0)))
    return found(*container, Into::Element);
  into = into.value_or(Into::Element);
  return resolve(*view->getArg(0));
}

std::optional<ContainerRef> containerBehind(const clang::VarDecl &variable, Summaries &summaries) {
  AsyncModel &model = summaries.meaning();
  const bool isPair = llvm::isa<clang::DecompositionDecl>(variable) && variable.getType()->isRecordType();
  if (!variable.getInit() || llvm::isa<clang::ParmVarDecl>(variable) || !variable.hasLocalStorage() ||
      !(isPair || refersToOthers(variable.getType(), model)))
    return std::nullopt;
  // A reference to the container itself stays valid.
  if (variable.getType()->isReferenceType() && Resolver(summaries).containerNamedBy(*variable.getInit()))
    return std::nullopt;
  std::optional<ContainerRef> result = Resolver(summaries).resolve(*variable.getInit());
  if (result && isPair && result->into != Into::Iterator)
    return std::nullopt; // a copy of an element
  return result;
}

const clang::ValueDecl *sharedContainer(const clang::Expr &expr, Summaries &summaries) {
  return Resolver(summaries).containerNamedBy(expr);
}

} // namespace corolint
