// Checks many units side by side and makes one report of them.
//
// Here is what one unit alone cannot say: which findings of headers repeat, and which suppressions nothing needed.
#pragma once

#include "Engine.h"
#include "Steps.h"
#include "store/UnitStore.h"
#include "support/IsolatedJobs.h"

#include <functional>
#include <map>

namespace corolint {

struct BatchOptions {
  unsigned threads = 1;
  std::function<void(std::size_t done, std::size_t all)>
      progress; // may be empty; called from any thread, one at a time
  UnsavedTexts unsaved;
  UnitStore *store = nullptr; // what units have yielded before; not asked where there are unsaved texts
  std::string root = {};      // of the project
  bool keepsInputs = false;   // results say what they depend on, which takes most of their memory
  /// Each unit is checked in a process of its own, which this ends; none: all on threads of this process.
  std::optional<JobLimits> limits = std::nullopt;
};

/// A unit and the engine that checks it: units with different configs have different engines.
struct Job {
  std::shared_ptr<const Engine> engine;
  CompileCommand command;
};

/// A file of the user's: the hash of the text that was checked, and the jobs that include it.
struct FileUse {
  uint64_t hash = 0;
  std::vector<std::size_t> jobs;
};

struct BatchResult {
  Report report;
  std::map<std::string, FileUse> files; // by path
};

/// What each of `jobs` alone finds, in their order; a unit that could not be checked is a Problem.
std::vector<UnitResult> checkUnits(llvm::ArrayRef<Job> jobs, const BatchOptions &options);

/// One report of what `jobs` found, the same whatever the number of threads: findings that take several units to see
/// added, repetitions dropped, suppressions applied. `unsaved` is what they were checked with.
BatchResult merge(llvm::ArrayRef<Job> jobs, std::vector<UnitResult> units, const UnsavedTexts &unsaved);

/// Both in one.
BatchResult checkAll(llvm::ArrayRef<Job> jobs, const BatchOptions &options);

/// The disk with `texts` in place of what it has under their paths.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> overlay(const UnsavedTexts &texts);

} // namespace corolint
