// All that a run found, in the order in which it is shown.
//
// Units hand in their results in any order; finish() makes one canonical report of them, the same whatever the number
// of threads: a header's finding once, sorted by place.
#pragma once

#include "Finding.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace corolint {

/// Figures of a run. Times are CPU time in milliseconds, summed over the threads.
struct Stats {
  unsigned units = 0;
  unsigned functions = 0;        // bodies looked at
  unsigned functionsSkipped = 0; // bodies not looked at because they do not parse
  double wallMs = 0;
  std::map<std::string, double> phaseMs; // "cache", "parse", "facts", "rules", "link"
  std::map<std::string, double> ruleMs;  // by id
  unsigned unitsKept = 0;                // of the units: known from an earlier run

  void add(const Stats &other);
};

struct Report {
  std::vector<Finding> findings;
  std::vector<Problem> problems;
  std::size_t leftOut = 0; // findings that the user asked not to be shown
  Stats stats;

  void add(Report unit);

  /// Sorts by total order and drops repetitions: of findings with equal rule and span the one with the shortest path
  /// stays, of these the least.
  void finish();
};

} // namespace corolint
