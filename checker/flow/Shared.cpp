#include "Shared.h"

#include "Roots.h"

#include <clang/AST/DeclCXX.h>

namespace corolint {

// References that are bound to references are followed this far; what people write has one or two.
static constexpr unsigned maxDepth = 8;

/// Whether a lambda's body names the original of a variable of the function around it.
static bool isCapturedByReference(const clang::ValueDecl &variable, const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (!method || !method->getParent()->isLambda())
    return false;
  return llvm::any_of(method->getParent()->captures(), [&](const clang::LambdaCapture &capture) {
    return capture.capturesVariable() && capture.getCapturedVar() == &variable &&
           capture.getCaptureKind() == clang::LCK_ByRef;
  });
}

/// Whether the body gives a reference or pointer to its variable away.
static bool isLent(const clang::ValueDecl &variable, const FlowGraph &graph) {
  bool lent = false;
  graph.forEach([&](const Event &event, Position) {
    lent |= event.kind == Event::Kind::Use && event.place == &variable &&
            (event.access == Access::CaptureReference || event.access == Access::Address);
  });
  return lent;
}

static bool isShared(const clang::ValueDecl &place, const FlowGraph &graph, unsigned depth) {
  const clang::QualType type = place.getType();
  if (type.getNonReferenceType().isConstQualified() && !type->isReferenceType())
    return false;
  if (llvm::isa<clang::FieldDecl>(place))
    return true;
  const auto *variable = llvm::dyn_cast<clang::VarDecl>(&place);
  if (!variable || depth > maxDepth)
    return false;
  if (!variable->hasLocalStorage())
    return !variable->isConstexpr();
  if (variable->getDeclContext() != &graph.function())
    return isCapturedByReference(*variable, graph.function());
  if (!type->isReferenceType())
    return isLent(*variable, graph);
  if (llvm::isa<clang::ParmVarDecl>(variable) || !variable->getInit())
    return !type->isRValueReferenceType();
  const Root root = rootOf(*variable->getInit());
  return root.place && (root.throughPointer || isShared(*root.place, graph, depth + 1));
}

bool isShared(const clang::ValueDecl &place, const FlowGraph &graph) { return isShared(place, graph, 0); }

} // namespace corolint
