#include "engine/Rule.h"

#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/SetVector.h>

namespace corolint {

/// The declaration that was written: of a class template, its pattern.
static const clang::CXXRecordDecl &writtenClass(const clang::CXXRecordDecl &definition) {
  const clang::CXXRecordDecl *pattern = definition.getTemplateInstantiationPattern();
  return pattern ? *pattern : definition;
}

static void check(const UnitFacts &unit, Reporter &reporter) {
  llvm::SetVector<const clang::CXXRecordDecl *> classes;
  for (const FunctionFacts &function : unit.functions) {
    if (!function.isCoroutine)
      continue;
    const clang::QualType returned = function.function->getReturnType();
    const AsyncType &type = unit.model.type(returned);
    const clang::CXXRecordDecl *record = returned->getAsCXXRecordDecl();
    const clang::CXXRecordDecl *definition = record ? record->getDefinition() : nullptr;
    if (definition && type.drop == Drop::NeverRuns && !type.noDiscard)
      classes.insert(&writtenClass(*definition));
  }
  for (const clang::CXXRecordDecl *record : classes)
    if (unit.ast.getSourceManager().isInMainFile(record->getLocation()) || record->getLocation().isFileID())
      reporter.report({record->getLocation(), record->getLocation()},
                      llvm::formatv("'{0}' is a lazy task, which does nothing when it is dropped, but is not "
                                    "'[[nodiscard]]': no compiler warns of a forgotten 'co_await'; mark the class",
                                    unqualifiedName(*record))
                          .str());
}

const Rule rules::COROLINT_RULE = {
    .summary = "a task type is not [[nodiscard]]",
    .tier = Tier::Hint,
    .checkUnit = check,
};

} // namespace corolint
