// The folders that hold cases: a rule's and a library's.
//
//   rules/<id>/         rule.cpp  rule.md  test/*.cpp
//   libraries/<name>/   library.yaml  stub.h  test.cpp
//
// A case named bad_* has a finding, one named ok_* has none; misses and false alarms that are known stand in files of
// their own, miss_* and false_*, and findings that only the profile 'strict' shows in strict_*.
//
// Nothing else lies in them, so that a file in the wrong place is seen.
#pragma once

#include "CaseRunner.h"

namespace corolint::test {

/// What a folder holds, and what is wrong with it before any case has run.
struct CaseFolder {
  std::vector<Case> cases;
  Failures failures;
};

/// Where a case finds its headers.
struct CasePaths {
  std::string prelude;              // given to the code blocks of pages
  std::vector<std::string> include; // runtime, stubs of the libraries
};

/// Reads rules/<id>/. `options` are the names that the rule declares.
CaseFolder readRuleFolder(llvm::StringRef folder, llvm::ArrayRef<std::string> options, const CasePaths &paths);

/// Reads libraries/<name>/.
CaseFolder readLibraryFolder(llvm::StringRef folder, const CasePaths &paths);

} // namespace corolint::test
