// Changes of code that rules offer for review: to name something first, to own what was referred to, to await.
//
// Apart from Fixes.h, whose fixes fill in what a library's data says. Nothing is made for code that a macro makes, nor
// for instantiations of templates, and every name that is introduced is free in the body.
#pragma once

#include "facts/Facts.h"

#include <optional>

namespace clang {
class LambdaExpr;
class ReturnStmt;
} // namespace clang

namespace corolint {

/// Whether the text of `range` in this body is the only thing that it stands for.
bool isWritable(const FunctionFacts &function, clang::SourceRange range);

/// The statement of a block that evaluates `expr` once, whatever else it does; null where there is none, as in the
/// condition of a loop or behind '&&'.
const clang::Stmt *statementOf(const clang::Expr &expr, const WrittenTree &tree);

/// `wish`, with a number behind it where the body names something so.
std::string freeName(llvm::StringRef wish, const WrittenTree &tree);

/// 'send(std::string("x"))' becomes 'auto text = std::string("x"); send(text)'.
std::optional<Fix> nameFirstFix(const FunctionFacts &function, const clang::Expr &expr, llvm::StringRef name);

/// Puts `text` before the statement that evaluates `expr`.
std::optional<Fix> insertBefore(const FunctionFacts &function, const clang::Expr &expr, const std::string &text,
                                std::string title);

/// Puts `text`, a statement, before `statement`, in braces where that is a branch without them.
std::optional<Fix> precedeFix(const FunctionFacts &function, const clang::Stmt &statement, const std::string &text,
                              std::string title);

/// Removes `statement`, an expression, with its semicolon. Nothing where it is no statement of a block.
std::optional<Edit> removal(const FunctionFacts &function, const clang::Expr &statement);

/// Removes the '&' or '&&' of a parameter, and the 'const' that only made sense with it, in all declarations. Nothing
/// for a plain 'T &', through which results may come back, nor where the unit's own code does not define the function.
std::optional<Fix> byValueFix(const clang::FunctionDecl &function, unsigned parameter, const UnitFacts &unit);

/// '[&x]' becomes '[x]', and '[&]' becomes '[&, x]', where the lambda only reads the variable.
std::optional<Fix> captureByValueFix(const FunctionFacts &function, const clang::LambdaExpr &lambda,
                                     const clang::VarDecl &variable);

/// Lets a coroutine own what the lambda has captured: 'this auto' makes the closure a parameter (C++23); one that is
/// called where it is written by `call` gets its captures as parameters: '[x]() -> Task {...}()' becomes
/// '[](auto x) -> Task {...}(x)'.
std::optional<Fix> ownCapturesFix(const FunctionFacts &function, const clang::LambdaExpr &lambda,
                                  const clang::CallExpr *call);

/// Turns the function into a coroutine: each 'return work();' becomes 'co_return co_await work();'.
std::optional<Fix> coroutineFix(const FunctionFacts &function);

/// Whether values of `type` can be copied.
bool isCopyable(clang::QualType type);

} // namespace corolint
