// A short look before a sleep: what another thread is about to bring is often there before the sleep has begun.
//
// To sleep and be woken costs two system calls, and tens of microseconds where the processor went idle. Who looks for
// as long as that first pays at most twice of what was needed: Karlin, Li, Manasse, Owicki, "Empirical studies of
// competitive spinning", 1991. As there, it learns: where looking does not help it is soon left out.

#pragma once

#include <algorithm>
#include <thread>

namespace aio::detail {

/// Belongs to one thread.
class Spin {
public:
  /// Whether `arrived()` comes true in the next moment. It may say no at once.
  template <class Condition> bool until(Condition arrived) {
    if (sleeps_ > 0) {
      --sleeps_;
      return false;
    }
    for (unsigned look = 0; look < max_looks; ++look) {
      if (arrived()) {
        failures_ = 0;
        return true;
      }
      std::this_thread::yield(); // The other thread may need this processor.
    }
    failures_ = std::min(failures_ + 1, max_failures);
    sleeps_ = (1u << failures_) - 1;
    return false;
  }

private:
  static constexpr unsigned max_looks = 40;   // About 10 us, what one sleep costs.
  static constexpr unsigned max_failures = 6; // Where it never helps, one sleep of 64 is looked before: few.

  unsigned failures_ = 0; // In a row.
  unsigned sleeps_ = 0;   // So many more begin at once.
};

} // namespace aio::detail
