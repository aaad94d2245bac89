// Checks documents beside the session's thread.
//
// The seam between what talks with an editor and what parses: a crash, a hang or too much memory costs one result, and
// a newer text ends the check of an older one.
#pragma once

#include "engine/Batch.h"

#include <functional>
#include <memory>
#include <string>

namespace corolint {

/// Whose checks follow each other: the path of a unit, or a name of one's own for checks beside it.
using DocumentId = std::string;

struct AnalysisRequest {
  std::shared_ptr<const Engine> engine;
  std::string settings;   // what the engine was made of, for a process that makes its own: an EngineMaker's argument
  CompileCommand command; // its file need not be among the texts: headers are checked as part of a unit that is closed
  UnsavedTexts texts;     // of all open documents
  uint64_t editedAt = 0;  // where in the unit's text the last edit was
};

struct AnalysisResult {
  UnitResult unit;
  std::string problem;    // why nothing was checked; empty where it was
  bool crashed = false;   // the check took its process with it
  bool cancelled = false; // a newer request came, or the document was closed
};

class Analysis {
public:
  virtual ~Analysis() = default;

  /// A newer request for the same document abandons the one before. `done` is called once a request, on any thread.
  virtual void check(const DocumentId &document, AnalysisRequest request, std::function<void(AnalysisResult)> done) = 0;

  /// Abandons what is under way for the document, and frees what was kept for it.
  virtual void close(const DocumentId &document) = 0;
};

} // namespace corolint
