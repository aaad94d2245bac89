// Makes of a forked process one that cannot harm.
//
// It runs Clang on code that nobody has looked at, and may crash, hang or ask for all memory.
#pragma once

#include <cstdint>

namespace corolint {

struct Confines {
  uint64_t memoryBytes = 0; ///< of data and stack; 0: no limit
  uint64_t fileBytes = 0;   ///< of each file that it writes
};

constexpr int outOfMemoryStatus = 86; ///< a confined process ends with it when there is no more memory

/// The process dies with its parent, dumps no core and says nothing. All but the first holds for its forks, too.
void confine(const Confines &confines);

/// For a fork.
void dieWithParent();

} // namespace corolint
