// Names of functions and variables that are the same in every unit of a program.
//
// Clang's USRs, and for what they do not name (parameters, locals) that of the function around with a number.
#pragma once

#include <string>

namespace clang {
class FunctionDecl;
class ValueDecl;
} // namespace clang

namespace corolint {

/// Of the function as it is called: an instance of a template has its own. Empty where it has none.
std::string keyOf(const clang::FunctionDecl &function);

/// Of a variable, member or parameter.
std::string keyOf(const clang::ValueDecl &variable);

} // namespace corolint
