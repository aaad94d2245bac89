// Checks many units at once and makes one report of them.
//
// Here is what one unit alone cannot say: which findings of headers repeat, and which suppressions nothing needed.
#pragma once

#include "Engine.h"

#include <functional>

namespace corolint {

struct BatchOptions {
  unsigned threads = 1;
  std::function<void(std::size_t done, std::size_t all)>
      progress; // may be empty; called from any thread, one at a time
};

/// A unit and the engine that checks it: units with different configs have different engines.
struct Job {
  std::shared_ptr<const Engine> engine;
  CompileCommand command;
};

/// The report of all `jobs`, the same whatever the number of threads: repetitions dropped, suppressions applied,
/// units that could not be checked as Problems.
Report checkAll(llvm::ArrayRef<Job> jobs, const BatchOptions &options);

} // namespace corolint
