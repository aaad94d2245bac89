// What every program of the bench shares: operations by name, and the time that one takes.
//
// A program measures one operation and prints nanoseconds, so that run.py can alternate between the peers: what else
// the machine does then meets all of them alike. CPU time of the process, except where an operation waits for another
// thread.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <span>
#include <string>
#include <vector>

namespace bench {

struct Operation {
  const char *name;
  std::int64_t count;                // How many a run makes.
  double (*run)(std::int64_t count); // Returns what one took, in ns, or its size in bytes.
  std::size_t rounds = 5;            // The median of so many runs counts, after one that warms up. One: no warm-up.
};

inline double read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

/// The time from its making to per().
class Stopwatch {
public:
  explicit Stopwatch(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) : clock_(clock), start_(read_clock(clock)) {}

  double per(std::int64_t count) const { return (read_clock(clock_) - start_) / static_cast<double>(count); }

private:
  clockid_t clock_;
  double start_;
};

/// The memory of the process that is in use, in bytes.
inline double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0, resident = 0;
  statm >> total >> resident;
  return resident * 4096;
}

/// Keeps the compiler from leaving out what makes `value`.
template <class T> void keep(const T &value) { asm volatile("" : : "g"(&value) : "memory"); }

inline double measure(const Operation &operation) {
  if (operation.rounds > 1)
    operation.run(operation.count);
  std::vector<double> figures(operation.rounds);
  for (double &figure : figures)
    figure = operation.run(operation.count);
  std::ranges::sort(figures);
  return figures[figures.size() / 2];
}

/// `program <operation>` prints its figure, `program` the names.
inline int main_of(std::span<const Operation> operations, int argc, char **argv) {
  for (const Operation &operation : operations) {
    if (argc < 2)
      std::puts(operation.name);
    else if (std::strcmp(argv[1], operation.name) == 0)
      return std::printf("%.2f\n", measure(operation)) < 0;
  }
  return argc >= 2;
}

} // namespace bench
