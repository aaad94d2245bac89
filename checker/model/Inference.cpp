#include "Inference.h"

#include "QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/CXXInheritance.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/Stmt.h>
#include <clang/Sema/Lookup.h>
#include <clang/Sema/Overload.h>
#include <clang/Sema/Sema.h>

namespace corolint {

namespace {

/// The questions asked of one class; holds nothing but what they share.
class Inference {
public:
  Inference(const clang::CXXRecordDecl &record, clang::Sema &sema)
      : record(record), sema(sema), ast(sema.Context), thisType(ast.getRecordType(&record)) {}

  AsyncType infer() const;

private:
  const clang::CXXRecordDecl *complete(clang::QualType type) const;
  const clang::CXXRecordDecl *promise() const;
  const clang::CXXRecordDecl *promiseFromTraits() const;
  clang::QualType resultOf(const clang::CXXRecordDecl &owner, llvm::StringRef method) const;
  Start startOf(const clang::CXXRecordDecl &promise) const;
  std::optional<bool> isReadyAtOnce(clang::QualType awaiter) const;
  bool isAwaiter() const;
  bool hasFreeCoAwait() const;
  bool isMadeBy(const clang::CXXRecordDecl &promise) const;
  Drop dropOfCoroutine(const AsyncType &type, const clang::CXXRecordDecl &promise) const;
  Drop dropOfAwaitable(const AsyncType &type) const;

  const clang::CXXRecordDecl &record;
  clang::Sema &sema;
  clang::ASTContext &ast;
  clang::QualType thisType;
};

} // namespace

/// A member of `record` or of its bases with this name, seen through using-declarations; null where there is none.
static const clang::NamedDecl *findMember(const clang::CXXRecordDecl &record, clang::DeclarationName name) {
  for (const clang::NamedDecl *found : record.lookup(name)) {
    // Every class has its own name as a member: 'promise_type' is no coroutine type for that.
    const auto *itself = llvm::dyn_cast<clang::CXXRecordDecl>(found);
    if (!itself || !itself->isInjectedClassName())
      return found->getUnderlyingDecl();
  }
  for (const clang::CXXBaseSpecifier &base : record.bases())
    if (const clang::CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl();
        baseRecord && baseRecord->hasDefinition())
      if (const clang::NamedDecl *found = findMember(*baseRecord->getDefinition(), name))
        return found;
  return nullptr;
}

static clang::DeclarationName nameOf(clang::ASTContext &ast, llvm::StringRef name) { return &ast.Idents.get(name); }

const clang::CXXRecordDecl *Inference::complete(clang::QualType type) const {
  if (type.isNull() || type->isDependentType())
    return nullptr;
  const clang::CXXRecordDecl *found = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!found || !sema.isCompleteType(found->getLocation(), type.getNonReferenceType()))
    return nullptr;
  return found->getDefinition();
}

const clang::CXXRecordDecl *Inference::promise() const {
  const auto *member = llvm::dyn_cast_or_null<clang::TypeDecl>(findMember(record, nameOf(ast, "promise_type")));
  if (!member)
    return promiseFromTraits();
  // std::coroutine_traits sees public members only: iterators of generators often keep a private alias of that name.
  return member->getAccess() == clang::AS_public || member->getAccess() == clang::AS_none
             ? complete(ast.getTypeDeclType(member))
             : nullptr;
}

/// Whether some specialization of std::coroutine_traits speaks of the class template that `record` comes from.
static bool traitsSpeakOf(clang::ClassTemplateDecl &traits, const clang::CXXRecordDecl &record) {
  const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  llvm::SmallVector<clang::ClassTemplatePartialSpecializationDecl *, 8> partial;
  traits.getPartialSpecializations(partial);
  for (const clang::ClassTemplatePartialSpecializationDecl *candidate : partial) {
    const clang::TemplateArgument &first = candidate->getTemplateArgs()[0];
    if (first.getKind() != clang::TemplateArgument::Type)
      continue;
    if (first.getAsType()->getAsCXXRecordDecl() == &record)
      return true;
    const auto *written = first.getAsType()->getAs<clang::TemplateSpecializationType>();
    if (written && specialization &&
        declaresSameEntity(written->getTemplateName().getAsTemplateDecl(), specialization->getSpecializedTemplate()))
      return true;
  }
  return llvm::any_of(traits.specializations(), [&](const clang::ClassTemplateSpecializationDecl *explicitOne) {
    const clang::TemplateArgument &first = explicitOne->getTemplateArgs()[0];
    return explicitOne->isExplicitSpecialization() && first.getKind() == clang::TemplateArgument::Type &&
           first.getAsType()->getAsCXXRecordDecl() == &record;
  });
}

const clang::CXXRecordDecl *Inference::promiseFromTraits() const {
  clang::NamespaceDecl *std = sema.getStdNamespace();
  if (!std)
    return nullptr;
  clang::LookupResult found(sema, nameOf(ast, "coroutine_traits"), record.getLocation(),
                            clang::Sema::LookupOrdinaryName);
  if (!sema.LookupQualifiedName(found, std))
    return nullptr;
  auto *traits = found.getAsSingle<clang::ClassTemplateDecl>();
  if (!traits || !traitsSpeakOf(*traits, record))
    return nullptr;
  const clang::SourceLocation here = record.getLocation();
  clang::TemplateArgumentListInfo arguments(here, here);
  arguments.addArgument({clang::TemplateArgument(thisType), ast.getTrivialTypeSourceInfo(thisType, here)});
  const clang::CXXRecordDecl *chosen = complete(sema.CheckTemplateIdType(clang::TemplateName(traits), here, arguments));
  if (!chosen)
    return nullptr;
  const auto *member = llvm::dyn_cast_or_null<clang::TypeDecl>(findMember(*chosen, nameOf(ast, "promise_type")));
  return member ? complete(ast.getTypeDeclType(member)) : nullptr;
}

/// The type that `owner.method()` returns; null where it is unknown, overloaded with differing results or deduced from
/// a body that was not instantiated.
clang::QualType Inference::resultOf(const clang::CXXRecordDecl &owner, llvm::StringRef method) const {
  const auto *found = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(findMember(owner, nameOf(ast, method)));
  if (!found)
    return {};
  if (found->getReturnType()->isUndeducedType() &&
      sema.DeduceReturnType(const_cast<clang::CXXMethodDecl *>(found), found->getLocation(), /*Diagnose=*/false))
    return {};
  const clang::QualType result = found->getReturnType();
  return result->isUndeducedType() ? clang::QualType() : result;
}

/// The constant that a function without parameters and side effects returns: 'return false;' and nothing else.
static std::optional<bool> constantResult(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  const clang::FunctionDecl &written = pattern ? *pattern : function;
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(written.getBody());
  if (!body || body->size() != 1)
    return std::nullopt;
  const auto *statement = llvm::dyn_cast<clang::ReturnStmt>(body->body_front());
  const auto *literal = statement && statement->getRetValue()
                            ? llvm::dyn_cast<clang::CXXBoolLiteralExpr>(statement->getRetValue()->IgnoreParenImpCasts())
                            : nullptr;
  return literal ? std::optional(literal->getValue()) : std::nullopt;
}

std::optional<bool> Inference::isReadyAtOnce(clang::QualType awaiter) const {
  const clang::CXXRecordDecl *type = complete(awaiter);
  if (!type)
    return std::nullopt;
  const auto *ready = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(findMember(*type, nameOf(ast, "await_ready")));
  return ready ? constantResult(*ready) : std::nullopt;
}

Start Inference::startOf(const clang::CXXRecordDecl &promise) const {
  const std::optional<bool> ready = isReadyAtOnce(resultOf(promise, "initial_suspend"));
  if (!ready)
    return Start::Unknown;
  return *ready ? Start::Eager : Start::Lazy;
}

bool Inference::isAwaiter() const {
  return llvm::all_of(std::array{"await_ready", "await_suspend", "await_resume"},
                      [&](llvm::StringRef name) { return findMember(record, nameOf(ast, name)) != nullptr; });
}

/// Whether `parameter` takes the class `record`, one of its bases, or another specialization of its template.
static bool takes(clang::QualType parameter, const clang::CXXRecordDecl &record) {
  const clang::QualType type = parameter.getNonReferenceType();
  if (const clang::CXXRecordDecl *taken = type->getAsCXXRecordDecl())
    return declaresSameEntity(taken, &record) || record.isDerivedFrom(taken);
  const auto *written = type->getAs<clang::TemplateSpecializationType>();
  const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  return written && specialization &&
         declaresSameEntity(written->getTemplateName().getAsTemplateDecl(), specialization->getSpecializedTemplate());
}

bool Inference::hasFreeCoAwait() const {
  const clang::DeclarationName name = ast.DeclarationNames.getCXXOperatorName(clang::OO_Coawait);
  clang::OpaqueValueExpr value(record.getLocation(), thisType, clang::VK_PRValue);
  clang::Expr *arguments[] = {&value};
  clang::ADLResult found;
  sema.ArgumentDependentLookup(name, record.getLocation(), arguments, found);
  return llvm::any_of(found, [&](clang::NamedDecl *candidate) {
    const clang::FunctionDecl *function = candidate->getAsFunction();
    return function && function->getNumParams() == 1 && takes(function->getParamDecl(0)->getType(), record);
  });
}

/// Whether some field keeps shared state alive: then the value is a handle to work that goes on elsewhere. Shared
/// owners are known by their shape: copyable classes with an 'operator->'.
static bool sharesState(const clang::CXXRecordDecl &record, clang::ASTContext &ast) {
  const clang::DeclarationName arrow = ast.DeclarationNames.getCXXOperatorName(clang::OO_Arrow);
  for (const clang::FieldDecl *field : record.fields())
    if (const clang::CXXRecordDecl *type = field->getType()->getAsCXXRecordDecl();
        type && type->hasDefinition() && findMember(*type->getDefinition(), arrow) &&
        type->hasCopyConstructorWithConstParam())
      return true;
  return llvm::any_of(record.bases(), [&](const clang::CXXBaseSpecifier &base) {
    const clang::CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
    return type && type->hasDefinition() && sharesState(*type->getDefinition(), ast);
  });
}

/// Whether destroying a value runs code that someone wrote.
static bool hasOwnDestructor(const clang::CXXRecordDecl &record) {
  if (record.hasUserDeclaredDestructor() && !record.getDestructor()->isDefaulted())
    return true;
  return llvm::any_of(record.bases(), [](const clang::CXXBaseSpecifier &base) {
    const clang::CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
    return type && type->hasDefinition() && hasOwnDestructor(*type->getDefinition());
  });
}

static bool holdsNothing(const clang::CXXRecordDecl &record) { return record.isEmpty(); }

/// Whether coroutines make values of the class itself, rather than something that it is made from.
bool Inference::isMadeBy(const clang::CXXRecordDecl &promise) const {
  const clang::QualType made = resultOf(promise, "get_return_object");
  return !made.isNull() && declaresSameEntity(made.getNonReferenceType()->getAsCXXRecordDecl(), &record);
}

Drop Inference::dropOfCoroutine(const AsyncType &type, const clang::CXXRecordDecl &promise) const {
  // What a generator would have yielded is missed by nobody who does not iterate over it.
  if (type.generator)
    return Drop::Unknown;
  // Without a field nothing can ever start or destroy the frame but the promise itself.
  if (holdsNothing(record) || type.selfOwning)
    return Drop::Detaches;
  if (type.start == Start::Lazy)
    return type.awaitable || isMadeBy(promise) ? Drop::NeverRuns : Drop::Unknown;
  // An eager task's destructor may cancel, wait or let go; only [[nodiscard]] says that letting go is a mistake.
  return type.awaitable && type.noDiscard ? Drop::LosesError : Drop::Unknown;
}

Drop Inference::dropOfAwaitable(const AsyncType &type) const {
  if (type.noDiscard)
    return isAwaiter() ? Drop::NeverRuns : Drop::LosesError;
  // An awaiter starts its operation when it is awaited, unless it is a handle to work that runs already.
  const bool inert = isAwaiter() && !hasOwnDestructor(record) && !sharesState(record, ast);
  return inert ? Drop::NeverRuns : Drop::Unknown;
}

/// Whether a value can have one owner only: no copies of it can be made.
static bool isMoveOnly(const clang::CXXRecordDecl &record) {
  return !record.hasCopyConstructorWithConstParam() || record.defaultedCopyConstructorIsDeleted() ||
         llvm::any_of(record.ctors(), [](const clang::CXXConstructorDecl *constructor) {
           return constructor->isCopyConstructor() && constructor->isDeleted();
         });
}

AsyncType Inference::infer() const {
  AsyncType type;
  const clang::CXXRecordDecl *promiseType = promise();
  type.coroutine = promiseType != nullptr;
  const clang::DeclarationName coAwait = ast.DeclarationNames.getCXXOperatorName(clang::OO_Coawait);
  type.awaitable = isAwaiter() || findMember(record, coAwait) || hasFreeCoAwait();
  type.noDiscard = record.hasAttr<clang::WarnUnusedResultAttr>();
  type.singleConsumer = isMoveOnly(record);
  if (promiseType) {
    type.yields = findMember(*promiseType, nameOf(ast, "yield_value")) != nullptr;
    type.generator = type.yields && !type.awaitable;
    type.start = startOf(*promiseType);
    const std::optional<bool> endsItself = isReadyAtOnce(resultOf(*promiseType, "final_suspend"));
    type.selfOwning = !type.awaitable && type.start == Start::Eager && endsItself.value_or(false);
    type.drop = dropOfCoroutine(type, *promiseType);
  } else if (type.awaitable) {
    type.drop = dropOfAwaitable(type);
  }
  return type;
}

AsyncType inferType(const clang::CXXRecordDecl &record, clang::Sema &sema) { return Inference(record, sema).infer(); }

} // namespace corolint
