#include "Rule.h"

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

} // namespace corolint
