// One walk over the AST of a unit that collects its facts.
//
//     declarations of user files  ->  each body once  ->  every expression with what becomes of its value
//
// Bodies with errors in them are left out and named. Templates are looked at in the instantiations that the unit makes;
// what their patterns say without depending on a parameter is seen too.
#pragma once

#include "Facts.h"

#include <functional>

namespace corolint {

struct CollectInput {
  std::function<bool(clang::SourceLocation)> isUserCode;
  std::vector<Include> includes;
  std::vector<std::pair<clang::SourceLocation, std::string>> nonBlockingMacros; // uses, in source order
};

/// The facts of the unit in `ast`. O(size of the user's code), bounded depth.
std::unique_ptr<UnitFacts> collectFacts(clang::ASTContext &ast, AsyncModel &model, Summaries &summaries,
                                        CollectInput input);

} // namespace corolint
