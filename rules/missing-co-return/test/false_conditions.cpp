// Ways that conditions exclude.
#include <cases/lazy_task.h>

Task<int> chooses(int kind) {
  if (kind > 0)
    co_return 1;
  if (kind <= 0)
    co_return 2;
} // false: missing-co-return conditions are not computed, so one of the two seems to be skipped
