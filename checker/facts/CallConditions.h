// Whether one call meets the conditions that the libraries' data sets for its function.
//
// 'recv' blocks, but not where the function also uses O_NONBLOCK; 'std::getline' waits for a person, but only on
// 'std::cin'; 'poll' with a timeout of zero returns at once.
#pragma once

#include "Collect.h"

namespace corolint {

struct CallSite {
  const clang::Expr *call;
  llvm::ArrayRef<const clang::Expr *> arguments;
  const clang::FunctionDecl *function; // whose body it is in; null in initializers
};

bool meetsConditions(const FunctionRole &role, const CallSite &site, const clang::ASTContext &ast,
                     const CollectInput &input);

} // namespace corolint
