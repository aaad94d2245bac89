#include "Rule.h"

#include "facts/Keys.h"

#include <clang/AST/DeclCXX.h>

namespace corolint {

FindingBuilder &FindingBuilder::step(clang::SourceRange range, std::string message) {
  finding.path.push_back({places.span(range), std::move(message)});
  return *this;
}

FindingBuilder &FindingBuilder::fix(Fix fix) {
  finding.fixes.push_back(std::move(fix));
  return *this;
}

FindingBuilder &FindingBuilder::tier(Tier tier) {
  findingTier = tier;
  return *this;
}

FindingBuilder &FindingBuilder::supposes(const clang::FunctionDecl &callee, Query query, unsigned parameter,
                                         std::string message) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  // Of a virtual function another one may run.
  if ((method && method->isVirtual()) || !callee.hasExternalFormalLinkage())
    return *this;
  supposition.emplace();
  supposition->question = {keyOf(callee), query, parameter};
  supposition->message = std::move(message);
  supposition->shown = finding.message;
  return *this;
}

FindingBuilder &FindingBuilder::onlyIfShown() {
  if (supposition)
    supposition->shown.clear();
  else
    finding.message.clear();
  return *this;
}

} // namespace corolint
