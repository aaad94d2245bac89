// Reads `.corolint`, and says file, line, what and "did you mean" for every mistake in it.
//
//   profile: strict
//   headers: 'include/.*\.h'
//   rules:
//     blocking-call: error                      # off, hint, warning, error; true: on, false: off
//     missing-timeout: {severity: warning, options: {minimum: 5}}
//   overrides:
//     - paths: ['test/**']
//       rules: {blocking-call: off}
//   functions:
//     - {name: 'db::Connection::query', role: blocks, remedy: 'co_await db.queryAsync(...)'}
//   libraries: [tools/mylib.yaml]               # relative to this file
#pragma once

#include "Config.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <map>
#include <string>
#include <vector>

namespace corolint {

/// The names that a config may use. Told by the caller, as the config knows neither rules nor libraries.
struct Vocabulary {
  std::map<std::string, std::vector<std::string>> ruleOptions; // every rule's id -> names of its options
  std::vector<std::string> roles;                              // of functions
};

/// Parses `text`; `path` is for messages and for what is relative to the file.
llvm::Expected<Config> parseConfig(llvm::StringRef path, llvm::StringRef text, const Vocabulary &known);

/// Reads the file at `path`.
llvm::Expected<Config> readConfig(llvm::StringRef path, const Vocabulary &known);

/// The `.corolint` nearest to `file`, in its folder or above; `file` may be a folder. Empty where there is none.
std::string findConfig(llvm::StringRef file);

} // namespace corolint
