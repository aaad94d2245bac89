// The fixes and phrases that several rules share.
//
// No fix is made for code that a macro makes, nor for instantiations of templates: another one may need the old text.
#pragma once

#include "facts/Facts.h"

#include <optional>

namespace corolint {

/// Puts 'co_await' before `value`. Nothing where no co_await may stand there.
std::optional<Fix> awaitFix(const FunctionFacts &function, const clang::Expr &value, const AsyncType &type,
                            bool canAwait);

/// Hands `value` to the library that runs tasks in the background, if its data says how.
std::optional<Fix> spawnFix(const FunctionFacts &function, const clang::Expr &value, const AsyncType &type,
                            bool canAwait);

/// Replaces `expr` by a library's snippet filled with `arguments` ('$1', '$2', ...), and adds the snippet's header to
/// the file where it is missing.
std::optional<Fix> snippetFix(const FunctionFacts &function, const clang::Expr &expr, const Snippet &snippet,
                              llvm::ArrayRef<std::string> arguments, std::string title);

/// Adds an include to the file that `fix` changes, where it is missing.
void addInclude(const UnitFacts &unit, const std::string &include, Fix &fix);

/// `text` with '$1', '$2', ... replaced.
std::string fillIn(llvm::StringRef text, llvm::ArrayRef<std::string> arguments);

/// The library that defines the type which the coroutine returns; null where it is unknown.
const LibraryData *libraryOf(const FunctionFacts &function);

/// From the introducer to the end of the signature: a lambda may span many lines, and its head is what readers look
/// for.
clang::SourceRange headOf(const clang::LambdaExpr &lambda);

/// 'save' for a named function, 'the lambda' for a lambda, 'the call' for none: how messages call it.
std::string describe(const clang::FunctionDecl *function);

/// What a blocking call does to its thread, in words: 'sleeps', 'waits for the disk'.
llvm::StringRef deedOf(BlockKind kind);

/// Whose thread it is: 'the thread of its coroutine', 'the event loop's thread'.
llvm::StringRef threadOf(Runs runs);

} // namespace corolint
