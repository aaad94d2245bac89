// The preludes of a run, each made when the first unit needs it.
//
// Between the plan, which costs next to nothing, and the units, which come on any thread.
#pragma once

#include "Batch.h"
#include "frontend/Prelude.h"

namespace corolint {

class Preludes {
public:
  /// For `jobs`, which must outlive it.
  explicit Preludes(llvm::ArrayRef<Job> jobs);
  ~Preludes();

  /// That of job `index`; null where it shares none. Thread-safe: whoever comes first makes it, the others wait.
  std::shared_ptr<const Prelude> of(std::size_t index);

  /// Makes all now, each in a process of its own, so that headers which crash Clang cost their prelude only.
  void makeIsolated(unsigned processes, const JobLimits &limits);

private:
  struct Slot;

  llvm::ArrayRef<Job> jobs;
  std::vector<std::shared_ptr<Slot>> slots; // by job
};

} // namespace corolint
