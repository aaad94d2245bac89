#include "WaitingTypes.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace corolint {

static bool waits(const clang::FunctionDecl &function, AsyncModel &model) {
  return llvm::any_of(model.roles(function), [](const FunctionRole &role) {
    return role.entry->role == Role::Blocks &&
           (role.entry->kind == BlockKind::Future || role.entry->kind == BlockKind::Wait);
  });
}

static bool callsWhatWaits(const clang::Stmt *stmt, AsyncModel &model) {
  if (!stmt)
    return false;
  const auto *call = llvm::dyn_cast<clang::CallExpr>(stmt);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return (callee && waits(*callee, model)) ||
         llvm::any_of(stmt->children(), [&](const clang::Stmt *child) { return callsWhatWaits(child, model); });
}

bool waitsWhenDestroyed(const clang::CXXRecordDecl &record, AsyncModel &model) {
  const clang::CXXDestructorDecl *destructor = record.getDestructor();
  return destructor && destructor->hasBody() && callsWhatWaits(destructor->getBody(), model);
}

} // namespace corolint
