// Whether an expression is zero whenever it runs.
//
// A timeout of zero does not block, so the question decides over findings.
#pragma once

namespace clang {
class ASTContext;
class Expr;
} // namespace clang

namespace corolint {

/// True for the constant 0 and for class values whose every number is 0, such as 'std::chrono::seconds(0)' and '0ms'.
bool isConstantZero(const clang::Expr &expr, const clang::ASTContext &ast);

/// As above, with negative numbers: times that are over before they begin.
bool isConstantZeroOrLess(const clang::Expr &expr, const clang::ASTContext &ast);

} // namespace corolint
