#include "Suppositions.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

std::vector<Settled> settle(const std::vector<Supposition> &open, std::vector<Answered> &answers) {
  // What holds comes first.
  llvm::sort(answers, [](const Answered &a, const Answered &b) {
    return std::tie(a.question, b.holds, a.where, a.how) < std::tie(b.question, a.holds, b.where, b.how);
  });
  std::vector<Settled> settled;
  for (const Supposition &supposition : open) {
    const auto at =
        llvm::partition_point(answers, [&](const Answered &answer) { return answer.question < supposition.question; });
    if (at != answers.end() && at->question == supposition.question)
      settled.push_back({&supposition, &*at});
  }
  return settled;
}

} // namespace corolint
