// Under which key the store keeps what a unit yields: the hash of all that goes in but the files.
//
// Whatever else could change the result is one of the unit's inputs (frontend/InputRecorder.h).
#pragma once

#include "Batch.h"

namespace corolint {

class UnitKeys {
public:
  /// For one run. Paths below `root` count as relative to it, so that checkouts share results.
  explicit UnitKeys(std::string root);

  /// Nothing where the settings of the job's engine are unknown.
  std::optional<Digest> of(const Job &job) const;

private:
  std::string root, tool;
};

} // namespace corolint
