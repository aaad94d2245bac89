#include "CallConditions.h"

#include "ConstantZero.h"
#include "flow/Subject.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/CXXInheritance.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/STLExtras.h>

namespace corolint {

static bool isWritten(const clang::Expr *argument) { return !llvm::isa<clang::CXXDefaultArgExpr>(argument); }

static bool hasFittingArguments(const FunctionEntry &entry, const CallSite &site, const clang::ASTContext &ast) {
  const auto written = static_cast<unsigned>(llvm::count_if(site.arguments, isWritten));
  if (written < entry.minArgs || (entry.maxArgs && written > *entry.maxArgs))
    return false;
  const unsigned timeout = entry.zeroIsQuiet;
  if (timeout != 0 && timeout <= site.arguments.size() && isConstantZero(*site.arguments[timeout - 1], ast))
    return false;
  const unsigned limit = entry.limit;
  return limit == 0 || limit > site.arguments.size() || !isWritten(site.arguments[limit - 1]);
}

/// Whether `name` is one of `names` in one of the library's namespaces.
static bool isOneOf(const std::string &name, const std::vector<std::string> &names, const LibraryData *library) {
  return llvm::any_of(library->namespaces, [&](const std::string &nameSpace) {
    return llvm::any_of(names, [&](const std::string &candidate) {
      return name == (nameSpace.empty() ? candidate : nameSpace + "::" + candidate);
    });
  });
}

static bool isOfClass(const clang::CXXRecordDecl &record, const FunctionRole &role) {
  if (isOneOf(qualifiedName(record), role.entry->on, role.library))
    return true;
  return record.hasDefinition() && llvm::any_of(record.bases(), [&](const clang::CXXBaseSpecifier &base) {
           const clang::CXXRecordDecl *type = base.getType()->getAsCXXRecordDecl();
           return type && isOfClass(*type, role);
         });
}

/// The class that values of a smart pointer class point to: the first argument of a template with an 'operator->'.
static const clang::CXXRecordDecl *pointeeOf(const clang::CXXRecordDecl &record) {
  const auto *pointer = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (!pointer || !pointer->hasDefinition() || !hasOperator(*pointer, clang::OO_Arrow))
    return nullptr;
  const clang::TemplateArgument &pointee = pointer->getTemplateArgs()[0];
  return pointee.getKind() == clang::TemplateArgument::Type ? pointee.getAsType()->getAsCXXRecordDecl() : nullptr;
}

static bool isOn(const clang::Expr *object, const FunctionRole &role) {
  if (!object)
    return false;
  const clang::Expr *plain = object->IgnoreUnlessSpelledInSource();
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(plain);
      name && isOneOf(qualifiedName(*name->getDecl()), role.entry->on, role.library))
    return true;
  const clang::QualType type = plain->getType().getNonReferenceType();
  const clang::CXXRecordDecl *record =
      type->isPointerType() ? type->getPointeeCXXRecordDecl() : type->getAsCXXRecordDecl();
  const clang::CXXRecordDecl *pointee = record ? pointeeOf(*record) : nullptr;
  return (record && isOfClass(*record, role)) || (pointee && isOfClass(*pointee, role));
}

/// Whether the call is made on one of the objects that the entry names, if it names any.
static bool isOnNamedObject(const FunctionRole &role, const CallSite &site) {
  if (role.entry->on.empty() || !role.library)
    return true;
  const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(site.call);
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(site.call);
  const clang::Expr *object = member         ? member->getImplicitObjectArgument()
                              : operatorCall ? operatorCall->getArg(0)
                                             : nullptr;
  return isOn(object, role) || (!site.arguments.empty() && isOn(site.arguments.front(), role));
}

static bool usesMacro(const FunctionEntry &entry, const CallSite &site, const clang::ASTContext &ast,
                      const CollectInput &input) {
  if (entry.nonBlockingMacros.empty() || !site.function)
    return false;
  const clang::SourceManager &sources = ast.getSourceManager();
  const clang::SourceRange body = site.function->getSourceRange();
  return llvm::any_of(input.nonBlockingMacros, [&](const auto &use) {
    return llvm::is_contained(entry.nonBlockingMacros, use.second) &&
           !sources.isBeforeInTranslationUnit(use.first, body.getBegin()) &&
           sources.isBeforeInTranslationUnit(use.first, body.getEnd());
  });
}

/// Whether some function, member or enumerator that is named in `stmt` has one of these names.
static bool names(const clang::Stmt *stmt, const std::vector<std::string> &wanted) {
  if (!stmt)
    return false;
  const clang::NamedDecl *named = nullptr;
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(stmt))
    named = reference->getDecl();
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(stmt))
    named = member->getMemberDecl();
  if (named && llvm::is_contained(wanted, unqualifiedName(*named)))
    return true;
  return llvm::any_of(stmt->children(), [&](const clang::Stmt *child) { return names(child, wanted); });
}

/// A copied or moved object has been opened, locked or started before.
static bool isCopyOrMove(const clang::Expr &call) {
  const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&call);
  return construction && construction->getConstructor()->isCopyOrMoveConstructor();
}

bool meetsConditions(const FunctionRole &role, const CallSite &site, const clang::ASTContext &ast,
                     const CollectInput &input) {
  if (isCopyOrMove(*site.call))
    return false;
  const FunctionEntry &entry = *role.entry;
  if (!hasFittingArguments(entry, site, ast) || !isOnNamedObject(role, site) || usesMacro(entry, site, ast, input))
    return false;
  return entry.nonBlockingNames.empty() || !site.function || !names(site.function->getBody(), entry.nonBlockingNames);
}

} // namespace corolint
