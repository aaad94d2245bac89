#include "engine/Rule.h"

#include "engine/Fixes.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

/// Whether making the frame's own object of a 'const' parameter copies what could have been moved.
static bool isCopiedForConst(const clang::ParmVarDecl &parameter) {
  const clang::QualType type = parameter.getType();
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return type.isConstQualified() && record && record->hasDefinition() && record->hasNonTrivialCopyConstructor() &&
         record->hasMoveConstructor() && record->hasNonTrivialMoveConstructor();
}

/// Takes 'const ' away. Declarations need not agree on it.
static std::optional<Fix> withoutConst(const FunctionFacts &function, const clang::ParmVarDecl &parameter) {
  const Places &places = function.unit->places;
  const clang::SourceRange range = parameter.getSourceRange();
  if (function.function->isTemplateInstantiation() || !places.isEditable(range))
    return std::nullopt;
  const std::string text = places.text(range);
  if (!llvm::StringRef(text).starts_with("const "))
    return std::nullopt;
  return Fix{"drop 'const'", /*safe=*/true, {{places.span(range), text.substr(6)}}};
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.isCoroutine || function.function->isDependentContext())
    return;
  for (const clang::ParmVarDecl *parameter : function.function->parameters()) {
    if (!isCopiedForConst(*parameter))
      continue;
    FindingBuilder finding = reporter.report(
        parameter->getSourceRange(), llvm::formatv("'{0}' is 'const', so {1} copies it into its frame where it would "
                                                   "move it otherwise; drop the 'const'",
                                                   parameter->getName(), describe(function.function))
                                         .str());
    if (const auto fix = withoutConst(function, *parameter))
      finding.fix(*fix);
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "a const parameter is copied into a coroutine's frame instead of moved",
    .tier = Tier::Hint,
    .checkFunction = check,
};

} // namespace corolint
