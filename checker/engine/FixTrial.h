// Some fixes applied to texts in memory, and whether they hold.
//
// They do if everything still parses, their findings are gone and no finding has come. The command line and the
// language server offer no fix that does not.
#pragma once

#include "Batch.h"
#include "report/EditedText.h"

namespace corolint {

struct FixCandidate {
  const Finding *finding;
  const Fix *fix; // one of its
};

class FixTrial {
public:
  /// Of no fix, on `texts`, which outlive it as the candidates do.
  explicit FixTrial(const UnsavedTexts &texts) : before(&texts) {}

  /// Adds all edits of a fix or none: none where one overlaps another fix or is of a text that is not there.
  bool add(const FixCandidate &candidate);

  llvm::ArrayRef<FixCandidate> applied() const { return candidates; }
  const std::map<std::string, EditedText> &edited() const { return changed; }

  /// All texts, with the edits.
  UnsavedTexts texts() const;

  /// Judges by what is found without the edits and with them.
  bool holds(const Report &without, const Report &with) const;

private:
  bool isStillFound(const Finding &finding, const Report &report) const;

  const UnsavedTexts *before;
  std::map<std::string, EditedText> changed; // by path
  std::vector<FixCandidate> candidates;
};

} // namespace corolint
