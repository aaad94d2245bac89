#include "Elements.h"

#include "Access.h"
#include "Fate.h"
#include "Roots.h"

#include <clang/AST/DeclCXX.h>

namespace corolint {

/// The index that 'std::get<index>(...)' asks for; nothing where `call` calls something else.
static std::optional<unsigned> indexOfGet(const clang::Expr &call) {
  const auto *plain = llvm::dyn_cast<clang::CallExpr>(&call);
  const clang::FunctionDecl *callee = plain ? plain->getDirectCallee() : nullptr;
  const clang::TemplateArgumentList *arguments = callee ? callee->getTemplateSpecializationArgs() : nullptr;
  const bool isGet = arguments && arguments->size() > 0 && callee->isInStdNamespace() && callee->getIdentifier() &&
                     callee->getName() == "get" && plain->getNumArgs() == 1;
  if (!isGet || arguments->get(0).getKind() != clang::TemplateArgument::Integral)
    return std::nullopt;
  return static_cast<unsigned>(arguments->get(0).getAsIntegral().getZExtValue());
}

static ElementUse usedAs(const clang::VarDecl &whole, unsigned index, const Event &use, const clang::Expr &named,
                         const WrittenTree &tree) {
  const Usage usage = usageOf(named, tree);
  Event event = use;
  event.access = usage.access;
  event.whole = usage.whole;
  event.stmt = &named;
  return {&whole, index, event};
}

static std::optional<ElementUse> ofBinding(const Event &use) {
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(use.stmt);
  const auto *binding = name ? llvm::dyn_cast<clang::BindingDecl>(name->getDecl()) : nullptr;
  const auto *whole = binding ? llvm::dyn_cast_or_null<clang::VarDecl>(binding->getDecomposedDecl()) : nullptr;
  if (!whole)
    return std::nullopt;
  const auto bindings = llvm::cast<clang::DecompositionDecl>(whole)->bindings();
  return ElementUse{whole, static_cast<unsigned>(llvm::find(bindings, binding) - bindings.begin()), use};
}

/// Of a reference to an element: 'auto &saved = std::get<0>(results);'.
static std::optional<ElementUse> ofReference(const clang::VarDecl &reference, const Event &use) {
  const clang::Expr *init = reference.getType()->isReferenceType() ? reference.getInit() : nullptr;
  const clang::Expr *call = init ? init->IgnoreUnlessSpelledInSource() : nullptr;
  const auto index = call ? indexOfGet(*call) : std::nullopt;
  const auto *whole =
      index ? llvm::dyn_cast_or_null<clang::VarDecl>(rootOf(*llvm::cast<clang::CallExpr>(call)->getArg(0)).place)
            : nullptr;
  return whole ? std::optional(ElementUse{whole, *index, use}) : std::nullopt;
}

std::optional<ElementUse> elementUse(const Event &use, const WrittenTree &tree) {
  const auto *variable = use.kind == Event::Kind::Use ? llvm::dyn_cast_or_null<clang::VarDecl>(use.place) : nullptr;
  if (!variable)
    return std::nullopt;
  if (auto element = ofBinding(use))
    return element;
  if (auto element = ofReference(*variable, use))
    return element;
  const Fate fate = fateOf(*use.expr(), tree);
  if (fate.kind != Fate::Kind::Argument || fate.isPart)
    return std::nullopt;
  const auto index = indexOfGet(*fate.call());
  return index ? std::optional(usedAs(*variable, *index, use, *fate.call(), tree)) : std::nullopt;
}

} // namespace corolint
