// A short look before a sleep: what another thread is about to bring is often there before the sleep has begun.
//
// To sleep and be woken costs two system calls, and tens of microseconds where the processor went idle. Who looks for
// as long as that first pays at most twice of what was needed: Karlin, Li, Manasse, Owicki, "Empirical studies of
// competitive spinning", 1991. As there, it learns: where looking does not help it is soon left out.

#pragma once

#include <algorithm>
#include <chrono>
#include <thread>

namespace aio::detail {

/// Belongs to one thread.
template <class Clock> class SpinBy {
public:
  /// Whether `arrived()` comes true in the next moment. It may say no at once.
  template <class Condition> bool until(Condition arrived) {
    if (sleeps_ > 0) {
      --sleeps_;
      return false;
    }
    if (arrived()) {
      failures_ = 0;
      return true;
    }
    const auto start = Clock::now();
    const bool found = look_for(arrived);
    if (Clock::now() - start > longest_look)
      fail(max_failures);
    else if (found)
      failures_ = 0;
    else
      fail(failures_ + 1);
    return found;
  }

private:
  template <class Condition> static bool look_for(Condition &arrived) {
    for (unsigned look = 0; look < max_looks; ++look) {
      std::this_thread::yield(); // The other thread may need this processor.
      if (arrived())
        return true;
    }
    return false;
  }

  void fail(unsigned in_a_row) noexcept {
    failures_ = std::min(in_a_row, max_failures);
    sleeps_ = (1u << failures_) - 1;
  }

  static constexpr unsigned max_looks = 40; // About 10 us, what one sleep costs.
  // A look that took longer has lost the processor to other programs, for a time slice: who is woken gets it sooner.
  static constexpr auto longest_look = std::chrono::microseconds(100);
  static constexpr unsigned max_failures = 10; // One sleep of 1,024 is looked before where it never helps.

  unsigned failures_ = 0; // In a row.
  unsigned sleeps_ = 0;   // So many more begin at once.
};

using Spin = SpinBy<std::chrono::steady_clock>;

} // namespace aio::detail
