// A check in four steps, for threads of one process and for the machines of a build engine alike.
//
//     facts       unit  -> what other units must know of it
//     link        facts -> what only all units together show, for each unit the part in its files
//     check-unit  unit, its part of the link -> results
//     merge       results -> results, and a report at last
//
// Results are sets: merging them in any order, in any grouping and repeatedly gives the same.
#pragma once

#include "Engine.h"
#include "report/SourceText.h"

namespace corolint {

/// What other units must know of one.
struct UnitInterface {
  std::vector<std::string> files; // of the user's that the unit consists of; sorted
  UnitSummary summary;
};

/// A finding that takes several units to see, before the settings of a unit say how severe it is.
struct LinkedFinding {
  std::string rule;
  ProgramFinding finding;
  std::string replaces = {}; // the message of the unit's own finding there, which could only suppose; mostly empty
  bool isWithdrawal = false; // what was supposed does not hold: only `replaces` goes
};

/// Sorted by place; the same for the same summaries in any order.
std::vector<LinkedFinding> link(std::vector<UnitSummary> units);

/// Those of `linked`, which is sorted, that lie in `files`.
std::vector<LinkedFinding> partFor(llvm::ArrayRef<LinkedFinding> linked, llvm::ArrayRef<std::string> files);

/// Adds to what a unit found what the link found in its files. Where both have the same, the shorter path is the better
/// one.
void addLinked(const Engine &engine, llvm::ArrayRef<LinkedFinding> linked, UnitResult &unit);

/// How much of a unit was looked at.
struct UnitCount {
  std::string unit; // its path
  unsigned functions = 0, functionsSkipped = 0;
  auto operator<=>(const UnitCount &) const = default;
};

struct Results {
  std::vector<UnitCount> units; // that were looked at
  std::vector<Finding> findings;
  std::vector<Problem> problems;
  std::vector<UserFile> files;          // of the user's, as they were checked
  std::vector<std::string> activeRules; // that ran somewhere
};

Results resultsOf(const std::string &unit, std::vector<std::string> activeRules, UnitResult result);

/// All of all: sorted, each once.
Results merged(std::vector<Results> parts);

/// The report that the results make, suppressions applied. Times are not known.
Report reportOf(Results results, SourceText &sources);

std::vector<std::string> pathsOf(llvm::ArrayRef<UserFile> files);

} // namespace corolint
