#include "Subject.h"

#include "Roots.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

bool hasOperator(const clang::CXXRecordDecl &record, clang::OverloadedOperatorKind kind) {
  if (!record.hasDefinition())
    return false;
  if (!record.lookup(record.getASTContext().DeclarationNames.getCXXOperatorName(kind)).empty())
    return true;
  return llvm::any_of(record.bases(), [&](const clang::CXXBaseSpecifier &base) {
    const clang::CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl();
    return parent && hasOperator(*parent, kind);
  });
}

/// Classes that can be followed and are cheap to copy refer to memory of others, unless they own what they point to.
static bool isIterator(const clang::CXXRecordDecl &record) {
  if (!record.hasDefinition())
    return false;
  clang::ASTContext &ast = record.getASTContext();
  const auto has = [&](clang::OverloadedOperatorKind kind) {
    return !record.lookup(ast.DeclarationNames.getCXXOperatorName(kind)).empty();
  };
  return has(clang::OO_Star) && has(clang::OO_PlusPlus);
}

bool refersToOthers(clang::QualType type, AsyncModel &model) {
  if (type->isReferenceType() || type->isPointerType())
    return true;
  if (model.hasRole(type, TypeRole::View))
    return true;
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && isIterator(*record);
}

Subject Subject::object(const FlowGraph &flow, AsyncModel &model) {
  Subject subject;
  subject.isObject = true;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&flow.function());
  subject.ofLambda = method && method->getParent()->isLambda();
  subject.addAliases(flow, model);
  return subject;
}

Subject Subject::place(const clang::ValueDecl &place, const FlowGraph &flow, AsyncModel &model) {
  Subject subject;
  subject.places.insert(&place);
  subject.addAliases(flow, model);
  return subject;
}

bool Subject::isNamedBy(const Event &use) const {
  if (use.kind != Event::Kind::Use)
    return false;
  if (use.place && places.contains(use.place))
    return true;
  if (!isObject)
    return false;
  // What a lambda captures is part of its closure: 'this' too, as a pointer.
  if (!use.place || llvm::isa<clang::FieldDecl>(use.place))
    return true;
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(use.stmt);
  return ofLambda && name && name->refersToEnclosingVariableOrCapture();
}

/// Whether what `root` refers into dies with the subject.
bool Subject::reaches(const Root &root, AsyncModel &model) const {
  if (root.place && places.contains(root.place))
    return !root.throughPointer || refersToOthers(root.place->getType(), model);
  const bool intoObject = isObject && !ofLambda && (root.isThis || llvm::isa_and_nonnull<clang::FieldDecl>(root.place));
  return intoObject && !root.throughPointer;
}

void Subject::addAliases(const FlowGraph &flow, AsyncModel &model) {
  // References are bound after what they refer to, but blocks come in no order: repeat until nothing is added.
  for (bool changed = true; changed;) {
    changed = false;
    flow.forEach([&](const Event &event, Position) {
      const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
      if (!variable || !variable->getInit() || places.contains(variable) || !refersToOthers(variable->getType(), model))
        return;
      const Root root = rootOf(*variable->getInit());
      if (!reaches(root, model))
        return;
      places.insert(variable);
      changed = true;
    });
  }
}

} // namespace corolint
