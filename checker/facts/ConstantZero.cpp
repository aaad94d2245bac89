#include "ConstantZero.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Expr.h>

namespace corolint {

enum class Wanted { Zero, ZeroOrLess };

static bool isZero(const clang::APValue &value, Wanted wanted) {
  if (value.isInt())
    return value.getInt().isZero() || (wanted == Wanted::ZeroOrLess && value.getInt().isNegative());
  if (value.isFloat())
    return value.getFloat().isZero() || (wanted == Wanted::ZeroOrLess && value.getFloat().isNegative());
  if (value.isLValue())
    return value.isNullPointer();
  if (!value.isStruct() || value.getStructNumFields() + value.getStructNumBases() == 0)
    return false;
  for (unsigned i = 0; i < value.getStructNumBases(); ++i)
    if (!isZero(value.getStructBase(i), wanted))
      return false;
  for (unsigned i = 0; i < value.getStructNumFields(); ++i)
    if (!isZero(value.getStructField(i), wanted))
      return false;
  return true;
}

static bool isConstant(const clang::Expr &argument, const clang::ASTContext &ast, Wanted wanted) {
  // A parameter by reference takes a temporary, whose value is what counts.
  const clang::Expr &expr = *argument.IgnoreUnlessSpelledInSource();
  if (expr.isValueDependent() || expr.containsErrors())
    return false;
  clang::Expr::EvalResult result;
  if (!expr.getType()->isLiteralType(ast) || !expr.EvaluateAsConstantExpr(result, ast))
    return false;
  return !result.HasSideEffects && isZero(result.Val, wanted);
}

bool isConstantZero(const clang::Expr &expr, const clang::ASTContext &ast) {
  return isConstant(expr, ast, Wanted::Zero);
}

bool isConstantZeroOrLess(const clang::Expr &expr, const clang::ASTContext &ast) {
  return isConstant(expr, ast, Wanted::ZeroOrLess);
}

} // namespace corolint
