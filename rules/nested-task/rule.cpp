#include "engine/Rule.h"

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
  reporter.report(function.function->getNameInfo().getSourceRange(),
                  llvm::formatv("'{0}' is a task of a task: awaiting it gives the inner task, which nobody awaits; "
                                "return '{1}' and 'co_return co_await' the inner one",
                                outer.getAsString(function.unit->ast.getPrintingPolicy()),
                                innerType(outer).getAsString(function.unit->ast.getPrintingPolicy()))
                      .str());
}

const Rule rules::COROLINT_RULE = {
    .summary = "a coroutine returns a task of a task by accident",
    .checkFunction = check,
};

} // namespace corolint
