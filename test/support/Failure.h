// What a case, a page or a folder gets wrong, as one line for the person who mends it.
//
// Plain values instead of assertions of a test framework: the cases of a rule run in many threads and are told of in
// the order of the files.
#pragma once

#include <string>
#include <tuple>
#include <vector>

namespace corolint::test {

struct Failure {
  std::string path;
  unsigned line = 0; // 0 where the whole file is meant
  std::string what;

  bool operator<(const Failure &other) const {
    return std::tie(path, line, what) < std::tie(other.path, other.line, other.what);
  }
  bool operator==(const Failure &) const = default;
};

using Failures = std::vector<Failure>;

} // namespace corolint::test
