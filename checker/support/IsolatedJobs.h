// Runs independent jobs in worker processes: one that crashes, hangs or eats memory costs itself alone.
//
// A worker is a fork of this process, so it begins with all that is in memory (libraries, shared headers), and hands
// back bytes. It does one job after the other, since the first pages that a fork touches cost more than a small job; a
// new one takes its place when it dies. It writes no files. To be called while no other thread runs: a fork has only
// its caller's.
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace corolint {

struct JobLimits {
  std::chrono::milliseconds time = std::chrono::minutes(2); ///< by the clock on the wall: a backstop
  uint64_t memoryBytes = 0;                                 ///< of data and stack; 0: no limit
};

struct JobOutcome {
  enum class End { Done, Crashed, OutOfTime, OutOfMemory, NotStarted };
  End end = End::NotStarted;
  int signal = 0;    ///< by which it crashed; 0 where it ended by itself
  std::string bytes; ///< what the job returned, where it is done
};

/// Calls `job(i)` for each i below `count` in one of at most `processes` workers, in ascending order of start;
/// `ended(i, outcome)` is called in this process as each ends. `job` runs on a stack as deep as Clang needs, and may
/// meet what earlier jobs of its worker left in memory.
void runIsolated(std::size_t count, unsigned processes, const JobLimits &limits,
                 llvm::function_ref<std::string(std::size_t)> job,
                 llvm::function_ref<void(std::size_t, JobOutcome)> ended);

/// 'crashed (Segmentation fault)', 'took longer than 120 s', for messages; `outcome` is not done.
std::string describe(const JobOutcome &outcome, const JobLimits &limits);

} // namespace corolint
