#include "engine/Rule.h"

#include "engine/Rewrites.h"
#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

/// 'Task<int>' of 'Task<Task<int>>': the first type argument of a class template.
static clang::QualType innerType(clang::QualType type) {
  const auto *specialization =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!specialization || specialization->getTemplateArgs().size() == 0)
    return {};
  const clang::TemplateArgument &first = specialization->getTemplateArgs()[0];
  return first.getKind() == clang::TemplateArgument::Type ? first.getAsType() : clang::QualType();
}

static bool isTask(AsyncModel &model, clang::QualType type) {
  if (type.isNull() || type->isReferenceType())
    return false;
  const AsyncType &meaning = model.type(type);
  return meaning.coroutine && meaning.awaitable && meaning.lostWhenDropped();
}

/// Whether the coroutine is generic code whose result is whatever it is given: the inner task is its caller's choice.
static bool isGeneric(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  const auto *outer = pattern ? pattern->getReturnType()->getAs<clang::TemplateSpecializationType>() : nullptr;
  if (!outer || outer->template_arguments().empty() ||
      outer->template_arguments()[0].getKind() != clang::TemplateArgument::Type)
    return false;
  const clang::QualType inner = outer->template_arguments()[0].getAsType();
  const auto *written = inner->getAs<clang::TemplateSpecializationType>();
  const bool isSameTask =
      written && written->getTemplateName().getAsTemplateDecl() == outer->getTemplateName().getAsTemplateDecl();
  return inner->isDependentType() && !isSameTask;
}

/// The text between the angle bracket that `text` starts with and the one that closes it. '>>' closes two lists, and
/// Clang gives its halves no places of their own.
static std::optional<llvm::StringRef> insideBrackets(llvm::StringRef text) {
  unsigned depth = 0;
  for (std::size_t i = 0; i < text.size() && text[i] != ';' && text[i] != '{'; ++i) {
    depth += text[i] == '<';
    if (text[i] == '>' && --depth == 0)
      return text.substr(1, i - 1);
  }
  return std::nullopt;
}

/// 'Task<Task<int>>' in the declaration becomes 'Task<int>'.
static std::optional<Edit> unwrapEdit(const clang::FunctionDecl &declaration, const UnitFacts &unit) {
  const clang::FunctionTypeLoc signature = declaration.getFunctionTypeLoc();
  const clang::TypeLoc outer = signature ? signature.getReturnLoc() : clang::TypeLoc();
  const auto written =
      outer ? outer.getAsAdjusted<clang::TemplateSpecializationTypeLoc>() : clang::TemplateSpecializationTypeLoc();
  if (!written || written.getNumArgs() != 1 || !unit.places.isEditable({outer.getBeginLoc(), written.getLAngleLoc()}))
    return std::nullopt;
  const auto inner = insideBrackets(unit.ast.getSourceManager().getCharacterData(written.getLAngleLoc()));
  if (!inner)
    return std::nullopt;
  const Span begin = unit.places.before(outer.getBeginLoc()), list = unit.places.span(written.getLAngleLoc());
  return Edit{{begin.path, begin.begin, list.end + static_cast<uint32_t>(inner->size()) + 1}, inner->str()};
}

/// Awaits the inner task where it is returned. Whoever awaits the outer one then gets the result.
static std::optional<Fix> unwrapFix(const FunctionFacts &function) {
  const Places &places = function.unit->places;
  Fix fix{"return the result of the inner task", /*safe=*/true, {}};
  for (const clang::FunctionDecl *declaration : function.function->redecls()) {
    const auto edit = unwrapEdit(*declaration, *function.unit);
    if (!edit)
      return std::nullopt;
    fix.edits.push_back(*edit);
  }
  if (function.function->isTemplateInstantiation() || !function.flow())
    return std::nullopt;
  for (const auto *result : function.flow()->tree().every<clang::CoreturnStmt>()) {
    const clang::Expr *inner = result->getOperand() ? result->getOperand()->IgnoreUnlessSpelledInSource() : nullptr;
    if (!inner || !llvm::isa<clang::CallExpr>(inner) || !places.isEditable(inner->getSourceRange()))
      return std::nullopt; // a variable may have been moved from by then
    fix.edits.push_back({places.before(inner->getBeginLoc()), "co_await "});
  }
  llvm::sort(fix.edits, [](const Edit &a, const Edit &b) { return a.span < b.span; });
  return fix;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.function || !function.isCoroutine)
    return;
  const clang::QualType outer = function.function->getReturnType();
  AsyncModel &model = function.unit->model;
  if (outer->isDependentType() || !isTask(model, outer) || !isTask(model, innerType(outer)) ||
      isGeneric(*function.function))
    return;
  // Somebody in this unit knows that there are two tasks and awaits both.
  if (function.unit->unwrapped.contains(outer.getCanonicalType().getTypePtr()))
    return;
  FindingBuilder finding =
      reporter.report(function.function->getNameInfo().getSourceRange(),
                      llvm::formatv("'{0}' is a task of a task: awaiting it gives the inner task, which nobody awaits; "
                                    "return '{1}' and 'co_return co_await' the inner one",
                                    outer.getAsString(function.unit->ast.getPrintingPolicy()),
                                    innerType(outer).getAsString(function.unit->ast.getPrintingPolicy()))
                          .str());
  if (const auto fix = unwrapFix(function))
    finding.fix(*fix);
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine returns a task of a task by accident",
    .checkFunction = check,
};

} // namespace corolint
