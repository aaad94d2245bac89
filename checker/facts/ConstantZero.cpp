#include "ConstantZero.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Expr.h>

namespace corolint {

static bool isZero(const clang::APValue &value) {
  if (value.isInt())
    return value.getInt().isZero();
  if (value.isFloat())
    return value.getFloat().isZero();
  if (value.isLValue())
    return value.isNullPointer();
  if (!value.isStruct() || value.getStructNumFields() + value.getStructNumBases() == 0)
    return false;
  for (unsigned i = 0; i < value.getStructNumBases(); ++i)
    if (!isZero(value.getStructBase(i)))
      return false;
  for (unsigned i = 0; i < value.getStructNumFields(); ++i)
    if (!isZero(value.getStructField(i)))
      return false;
  return true;
}

bool isConstantZero(const clang::Expr &argument, const clang::ASTContext &ast) {
  // A parameter by reference takes a temporary, whose value is what counts.
  const clang::Expr &expr = *argument.IgnoreUnlessSpelledInSource();
  if (expr.isValueDependent() || expr.containsErrors())
    return false;
  clang::Expr::EvalResult result;
  if (!expr.getType()->isLiteralType(ast) || !expr.EvaluateAsConstantExpr(result, ast))
    return false;
  return !result.HasSideEffects && isZero(result.Val);
}

} // namespace corolint
