#include "LockTypes.h"

#include "QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/SmallVector.h>

namespace corolint {

// Guards in members of members are followed this deep; what people write has one or two levels.
static constexpr unsigned maxDepth = 4;

static const clang::CXXRecordDecl *definitionOf(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() ? record->getDefinition() : nullptr;
}

static const clang::CXXMethodDecl *methodNamed(const clang::CXXRecordDecl &record, llvm::StringRef name) {
  for (const clang::CXXMethodDecl *method : record.methods())
    if (method->getIdentifier() && method->getName() == name && method->getNumParams() == 0)
      return method;
  for (const clang::CXXBaseSpecifier &base : record.bases())
    if (const clang::CXXRecordDecl *type = definitionOf(base.getType()))
      if (const clang::CXXMethodDecl *found = methodNamed(*type, name))
        return found;
  return nullptr;
}

bool isThreadLock(clang::QualType type, AsyncModel &model) {
  const clang::CXXRecordDecl *record = definitionOf(type);
  if (!record || model.hasRole(type, TypeRole::AsyncLock) || model.hasRole(type, TypeRole::LockGuard))
    return false;
  const clang::CXXMethodDecl *lock = methodNamed(*record, "lock");
  const clang::CXXMethodDecl *unlock = methodNamed(*record, "unlock");
  return lock && unlock && lock->getReturnType()->isVoidType() && unlock->getReturnType()->isVoidType();
}

/// Whether some statement below `stmt` calls `name` ('lock', 'unlock') on a thread's lock.
static bool calls(llvm::StringRef name, const clang::Stmt *stmt, AsyncModel &model) {
  if (!stmt)
    return false;
  if (const auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(stmt)) {
    const clang::CXXMethodDecl *method = call->getMethodDecl();
    const clang::QualType object = call->getImplicitObjectArgument()->getType();
    if (method && unqualifiedName(*method) == name &&
        isThreadLock(object->isPointerType() ? object->getPointeeType() : object, model))
      return true;
  }
  return llvm::any_of(stmt->children(), [&](const clang::Stmt *child) { return calls(name, child, model); });
}

/// A destructor that takes the lock first waits for others to let it go: 'mutex.lock(); mutex.unlock();'.
static bool unlocks(const clang::CXXDestructorDecl &destructor, AsyncModel &model) {
  const clang::Stmt *body = destructor.hasBody() ? destructor.getBody() : nullptr;
  return calls("unlock", body, model) && !calls("lock", body, model);
}

/// The lock that the class template of a guard is made for, as in 'std::unique_lock<M>', is one to be awaited.
static bool guardsAsyncLock(const clang::CXXRecordDecl &record, AsyncModel &model) {
  const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (!specialization)
    return false;
  const auto isAsync = [&](const clang::TemplateArgument &argument) {
    return argument.getKind() == clang::TemplateArgument::Type &&
           model.hasRole(argument.getAsType(), TypeRole::AsyncLock);
  };
  return llvm::any_of(specialization->getTemplateArgs().asArray(), [&](const clang::TemplateArgument &argument) {
    return argument.getKind() == clang::TemplateArgument::Pack ? llvm::any_of(argument.pack_elements(), isAsync)
                                                               : isAsync(argument);
  });
}

static bool holdsLock(clang::QualType type, AsyncModel &model, unsigned depth);

/// Whether a class template owns the values of its type arguments that are guards: pointers, optionals, pairs.
static bool ownsGuard(const clang::CXXRecordDecl &record, AsyncModel &model, unsigned depth) {
  const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (!specialization || !record.isInStdNamespace() || record.isLambda())
    return false;
  llvm::SmallVector<clang::TemplateArgument, 4> arguments;
  for (const clang::TemplateArgument &argument : specialization->getTemplateArgs().asArray())
    if (argument.getKind() == clang::TemplateArgument::Pack)
      arguments.append(argument.pack_begin(), argument.pack_end());
    else
      arguments.push_back(argument);
  return llvm::any_of(arguments, [&](const clang::TemplateArgument &argument) {
    return argument.getKind() == clang::TemplateArgument::Type && !argument.getAsType()->isReferenceType() &&
           !argument.getAsType()->isPointerType() && holdsLock(argument.getAsType(), model, depth + 1);
  });
}

static bool holdsLock(clang::QualType type, AsyncModel &model, unsigned depth) {
  const clang::CXXRecordDecl *record = definitionOf(type);
  if (!record || depth > maxDepth || model.hasRole(type, TypeRole::AsyncLock) || guardsAsyncLock(*record, model))
    return false;
  if (model.hasRole(type, TypeRole::LockGuard) || record->hasAttr<clang::ScopedLockableAttr>())
    return true;
  if (ownsGuard(*record, model, depth))
    return true;
  const clang::CXXDestructorDecl *destructor = record->getDestructor();
  if (destructor && unlocks(*destructor, model))
    return true;
  return !record->isInStdNamespace() && llvm::any_of(record->fields(), [&](const clang::FieldDecl *field) {
    return !field->getType()->isReferenceType() && !field->getType()->isPointerType() &&
           holdsLock(field->getType(), model, depth + 1);
  });
}

bool isThreadLockGuard(clang::QualType type, AsyncModel &model) {
  return !type->isReferenceType() && holdsLock(type, model, 0);
}

} // namespace corolint
