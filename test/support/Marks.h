// What a case says about itself, in comments.
//
//   save();                 // expect: unawaited-coroutine
//   save(), load();         // expect: unawaited-coroutine "'save'", unawaited-coroutine "'load'"
//   std::this_thread::sleep_for(1s); // expect: blocking-call
//   // expect-message: 'std::this_thread::sleep_for' blocks the thread
//   later(save);            // miss: unawaited-coroutine the type of the callable is erased
//   registry.keep(save());  // false: unawaited-coroutine 'keep' stores the task, in another unit
//
// A mark speaks of findings that begin on its line. 'expect-message' adds to the last mark before it what the message
// contains. A miss is a defect that is not found, a false one a finding that is no defect: both are limits that are
// known, with their reason.
#pragma once

#include "Failure.h"

#include <llvm/ADT/StringRef.h>

namespace corolint::test {

enum class MarkKind { Expect, Miss, False };

struct Mark {
  MarkKind kind = MarkKind::Expect;
  unsigned line = 0; // from 1
  std::string rule;
  std::string message; // part of the finding's message; empty: any
  std::string reason;  // of a miss or a false alarm
};

struct ParsedMarks {
  std::vector<Mark> marks; // in the order of the text
  Failures mistakes;       // comments that look like marks and are none
};

/// The marks in `text`; `path` is for the mistakes.
ParsedMarks parseMarks(llvm::StringRef path, llvm::StringRef text);

} // namespace corolint::test
