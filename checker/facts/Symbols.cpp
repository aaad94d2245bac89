#include "Symbols.h"

#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

static bool isLambda(const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  return method && method->getParent()->isLambda();
}

static std::string describe(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  const clang::FunctionDecl &written = pattern ? *pattern : function;
  clang::PrintingPolicy policy(written.getASTContext().getLangOpts());
  policy.SuppressTagKeyword = true;
  std::string text = qualifiedName(written) + "(";
  for (const clang::ParmVarDecl *parameter : written.parameters())
    text += (text.ends_with("(") ? "" : ", ") + parameter->getType().getAsString(policy);
  return text + ")";
}

std::string symbolOf(const FunctionFacts &facts) {
  const FunctionFacts *named = &facts;
  while (isLambda(*named->function) && named->enclosing && named->enclosing->function)
    named = named->enclosing;
  return describe(*named->function);
}

static bool contains(const Span &outer, const Span &inner) {
  return outer.path == inner.path && outer.begin <= inner.begin && inner.end <= outer.end;
}

std::string Symbols::around(const Span &span) {
  if (bodies.empty())
    for (const FunctionFacts &body : facts.functions)
      if (body.function && !isLambda(*body.function))
        bodies.push_back({facts.places.span(body.function->getSourceRange()), body.function});
  const Body *innermost = nullptr;
  for (const Body &body : bodies)
    if (contains(body.span, span) && (!innermost || contains(innermost->span, body.span)))
      innermost = &body;
  return innermost ? describe(*innermost->function) : std::string();
}

} // namespace corolint
