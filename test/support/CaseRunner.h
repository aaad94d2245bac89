// Runs one case through the engine and compares what is found with what the case expects.
//
//     text -> findings -> marks met?  wording right?  -> every fix applied in memory -> parses?  finding gone?
//
// The engine is the command line's, on a text in memory: a code block of a page is a unit like any file.
#pragma once

#include "Failure.h"
#include "engine/Engine.h"

namespace corolint::test {

/// A text with marks in it.
struct Case {
  std::string path;                       // what failures name: a source file, or the page that the code block is in
  std::string unit;                       // the unit's own path; ends in .cpp, need not exist
  std::string text;                       // a code block stands at its lines of the page
  std::vector<std::string> flags;         // of the compiler
  std::vector<std::string> standIns = {}; // headers that fixes add and a stub stands for; found empty, first of all
};

/// What the engine says about one text: findings and problems as the command line shows them.
struct Outcome {
  std::vector<Finding> findings;
  std::vector<std::string> problems;
};

/// Borrows the engine. Thread-safe; needs a deep stack (support/WorkerPool.h).
class CaseRunner {
public:
  explicit CaseRunner(const Engine &engine) : engine(engine) {}

  /// Everything that is not as the case says; empty when all is well.
  Failures run(const Case &test) const;

  /// `text` in place of the case's own.
  Outcome check(const Case &test, llvm::StringRef text) const;

private:
  const Engine &engine;
};

} // namespace corolint::test
