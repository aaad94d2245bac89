// CPU time of the calling thread.
//
// It says what a phase cost, whatever else the machine did meanwhile.
#pragma once

#include <algorithm>
#include <ctime>

namespace corolint {

class CpuTime {
public:
  static CpuTime now() {
    CpuTime time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time.value);
    return time;
  }

  /// 0 at least: the time of a forked process begins anew.
  double elapsedMs() const {
    const CpuTime end = now();
    const double elapsed = static_cast<double>(end.value.tv_sec - value.tv_sec) * 1e3 +
                           static_cast<double>(end.value.tv_nsec - value.tv_nsec) / 1e6;
    return std::max(elapsed, 0.0);
  }

private:
  timespec value{};
};

} // namespace corolint
