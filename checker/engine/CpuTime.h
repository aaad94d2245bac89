// CPU time of the calling thread.
//
// It says what a phase cost, whatever else the machine did meanwhile.
#pragma once

#include <ctime>

namespace corolint {

class CpuTime {
public:
  static CpuTime now() {
    CpuTime time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time.value);
    return time;
  }

  double elapsedMs() const {
    const CpuTime end = now();
    return static_cast<double>(end.value.tv_sec - value.tv_sec) * 1e3 +
           static_cast<double>(end.value.tv_nsec - value.tv_nsec) / 1e6;
  }

private:
  timespec value{};
};

} // namespace corolint
