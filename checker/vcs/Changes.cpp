#include "Changes.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

void Changes::add(const std::string &path, uint32_t firstAdded, uint32_t lastAdded) {
  changed[path].added.push_back({firstAdded, lastAdded});
}

void Changes::addContext(const std::string &path, uint32_t first, uint32_t last) {
  changed[path].context.push_back({first, last});
}

bool Changes::touches(const std::string &path, uint32_t first, uint32_t last, Nearness nearness) const {
  const auto found = changed.find(path);
  if (found == changed.end())
    return false;
  if (nearness == Nearness::File)
    return true;
  const ChangedFile &file = found->second;
  const auto meets = [&](const LineRange &range) { return range.first <= last && first <= range.last; };
  return llvm::any_of(file.added, meets) || (nearness == Nearness::Context && llvm::any_of(file.context, meets));
}

} // namespace corolint
