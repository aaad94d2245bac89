#include "Suggest.h"

#include <algorithm>

namespace corolint {

std::string didYouMean(llvm::StringRef name, llvm::ArrayRef<std::string> candidates) {
  const unsigned near = std::max<unsigned>(1, static_cast<unsigned>(name.size()) / 3);
  const std::string *best = nullptr;
  unsigned bestDistance = near + 1;
  for (const std::string &candidate : candidates) {
    const unsigned distance = name.edit_distance_insensitive(candidate, /*AllowReplacements=*/true, near);
    if (distance < bestDistance) {
      best = &candidate;
      bestDistance = distance;
    }
  }
  return best ? "; did you mean '" + *best + "'?" : "";
}

} // namespace corolint
