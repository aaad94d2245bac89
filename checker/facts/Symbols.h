// Which function a finding stands in, in words that outlive the AST.
//
//     'app::Session::read(int, const std::string &)'
//
// The words stay the same when lines move, and name the template, not its instance: fingerprints are made of them.
#pragma once

#include "Facts.h"

namespace corolint {

/// The function of `facts`, or the one around a lambda. Needs a function.
std::string symbolOf(const FunctionFacts &facts);

class Symbols {
public:
  explicit Symbols(const UnitFacts &facts) : facts(facts) {}

  /// The innermost function with a name around `span`; empty where there is none. O(functions of the unit).
  std::string around(const Span &span);

private:
  struct Body {
    Span span;
    const clang::FunctionDecl *function;
  };

  const UnitFacts &facts;
  std::vector<Body> bodies; // made when first asked
};

} // namespace corolint
