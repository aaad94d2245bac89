#include "AsyncModel.h"

#include "Inference.h"
#include "QualifiedName.h"
#include "WaitingTypes.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Sema/Sema.h>

namespace corolint {

namespace {

/// Questions to Sema may fail to instantiate something; that is an answer, not a mistake in the user's code.
class SilentDiagnostics {
public:
  explicit SilentDiagnostics(clang::Sema &sema)
      : diagnostics(sema.getDiagnostics()), before(diagnostics.getSuppressAllDiagnostics()) {
    diagnostics.setSuppressAllDiagnostics(true);
  }
  ~SilentDiagnostics() { diagnostics.setSuppressAllDiagnostics(before); }
  SilentDiagnostics(const SilentDiagnostics &) = delete;
  SilentDiagnostics &operator=(const SilentDiagnostics &) = delete;

private:
  clang::DiagnosticsEngine &diagnostics;
  bool before;
};

} // namespace

AsyncModel::AsyncModel(const LibraryCatalog &catalog, clang::Sema &sema) : data(catalog), sema(sema) {}
AsyncModel::~AsyncModel() = default;

const KnownType *AsyncModel::knownType(const clang::CXXRecordDecl &record) {
  const llvm::ArrayRef<KnownType> candidates = data.types(unqualifiedName(record));
  if (candidates.empty())
    return nullptr;
  const std::string name = qualifiedName(record);
  for (const KnownType &candidate : candidates)
    if (candidate.name == name)
      return &candidate;
  return nullptr;
}

/// What an awaitable is after data has spoken: a lazy start alone already says what dropping means.
static void applyData(AsyncType &type, const KnownType &known) {
  type.library = known.library;
  if (known.entry->role != TypeRole::Task)
    return;
  if (known.entry->start != Start::Unknown)
    type.start = known.entry->start;
  if (known.entry->drop != Drop::Unknown)
    type.drop = known.entry->drop;
  else if (type.start == Start::Lazy)
    type.drop = Drop::NeverRuns;
}

const AsyncType &AsyncModel::type(clang::QualType asked) {
  static const AsyncType nothing;
  if (asked.isNull() || asked->isDependentType())
    return nothing;
  const clang::QualType value = asked.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  const clang::CXXRecordDecl *record = value->getAsCXXRecordDecl();
  if (!record)
    return nothing;
  if (const auto known = types.find(value.getTypePtr()); known != types.end())
    return *known->second;
  const SilentDiagnostics silent(sema);
  auto answer = std::make_unique<AsyncType>();
  if (sema.isCompleteType(record->getLocation(), value))
    *answer = inferType(*record->getDefinition(), sema);
  if (const KnownType *known = knownType(*record))
    applyData(*answer, *known);
  if (answer->start == Start::Eager && record->hasDefinition() && waitsWhenDestroyed(*record->getDefinition(), *this)) {
    answer->drop = Drop::Blocks;
    answer->selfOwning = false;
  }
  // Completing the class may have asked for other types and moved the table.
  std::unique_ptr<AsyncType> &final = types[value.getTypePtr()];
  final = std::move(answer);
  return *final;
}

void AsyncModel::readAnnotations(const clang::FunctionDecl &function, llvm::SmallVectorImpl<FunctionRole> &roles) {
  for (const auto *attribute : function.specific_attrs<clang::AnnotateAttr>()) {
    llvm::StringRef text = attribute->getAnnotation();
    if (!text.consume_front("corolint::"))
      continue;
    const std::optional<Role> role = roleFromName(text);
    if (!role)
      continue;
    auto entry = std::make_unique<FunctionEntry>();
    entry->role = *role;
    roles.push_back({entry.get(), nullptr});
    annotated.push_back(std::move(entry));
  }
}

llvm::ArrayRef<FunctionRole> AsyncModel::roles(const clang::FunctionDecl &asked) {
  const clang::FunctionDecl *pattern = asked.getTemplateInstantiationPattern();
  const clang::FunctionDecl &function = *(pattern ? pattern : &asked)->getCanonicalDecl();
  const auto [slot, isNew] = functions.try_emplace(&function);
  if (!isNew)
    return slot->second;
  if (function.hasAttrs())
    readAnnotations(function, slot->second);
  const llvm::ArrayRef<KnownFunction> candidates = data.functions(unqualifiedName(function));
  if (!candidates.empty()) {
    const std::string name = qualifiedName(function);
    for (const KnownFunction &candidate : candidates)
      if (candidate.name == name && (!candidate.library->externC || function.isExternC()))
        slot->second.push_back({candidate.entry, candidate.library});
  }
  return slot->second;
}

const FunctionRole *AsyncModel::role(const clang::FunctionDecl &function, Role role) {
  for (const FunctionRole &known : roles(function))
    if (known.entry->role == role)
      return &known;
  return nullptr;
}

const TypeEntry *AsyncModel::entry(clang::QualType type, TypeRole role) {
  if (type.isNull())
    return nullptr;
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  const KnownType *known = record ? knownType(*record) : nullptr;
  return known && known->entry->role == role ? known->entry : nullptr;
}

static clang::QualType callOperatorResult(const clang::CXXRecordDecl &record) {
  if (record.isLambda()) {
    const clang::CXXMethodDecl *call = record.getLambdaCallOperator();
    // A generic lambda may say what it returns: '[](auto x) -> Task<> {...}'.
    const bool isKnown = call && !call->getReturnType()->isDependentType() && !call->getReturnType()->isUndeducedType();
    return isKnown ? call->getReturnType() : clang::QualType();
  }
  if (!record.hasDefinition())
    return {};
  clang::QualType result;
  for (const clang::CXXMethodDecl *method : record.methods())
    if (method->getOverloadedOperator() == clang::OO_Call) {
      if (!result.isNull() && result != method->getReturnType())
        return {};
      result = method->getReturnType();
    }
  return result;
}

clang::QualType AsyncModel::callResult(clang::QualType callable) const {
  if (callable.isNull() || callable->isDependentType())
    return {};
  clang::QualType value = callable.getNonReferenceType();
  if (value->isPointerType())
    value = value->getPointeeType();
  if (const auto *function = value->getAs<clang::FunctionType>())
    return function->getReturnType();
  const clang::CXXRecordDecl *record = value->getAsCXXRecordDecl();
  return record ? callOperatorResult(*record) : clang::QualType();
}

bool AsyncModel::isVoidCallableWrapper(clang::QualType type) const {
  if (type.isNull())
    return false;
  const auto *specialization =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!specialization || specialization->getTemplateArgs().size() == 0)
    return false;
  const clang::TemplateArgument &first = specialization->getTemplateArgs()[0];
  if (first.getKind() != clang::TemplateArgument::Type)
    return false;
  const auto *signature = first.getAsType()->getAs<clang::FunctionProtoType>();
  return signature && signature->getReturnType()->isVoidType() && !callOperatorResult(*specialization).isNull();
}

} // namespace corolint
