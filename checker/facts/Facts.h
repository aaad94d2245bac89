// What the code of one unit does that matters to asynchronous code, as rules see it.
//
// collectFacts (Collect.h) makes these in one walk over the AST; rules only read them. They hold Clang pointers and
// live no longer than the AST.
#pragma once

#include "Places.h"
#include "flow/Borrows.h"

#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// Whose thread a body runs on, as far as blocking it matters.
enum class Runs {
  Unknown,   // an ordinary function, or a callable whose callee says nothing
  Coroutine, // in a coroutine: on the thread that resumes it
  OnLoop,    // a callback of an event loop
  Offloaded, // on a thread that may block
};

/// Whether whoever blocks there keeps other coroutines from running.
inline bool isOnLoop(Runs runs) { return runs == Runs::Coroutine || runs == Runs::OnLoop; }

/// In which way the value of an expression is thrown away.
enum class Dropping {
  Statement,        // 'save();', also as a loop's step or a branch without braces
  Comma,            // left of a comma
  CastToVoid,       // '(void)save();'
  AssignedToIgnore, // 'std::ignore = save();'
  MaybeUnused,      // '[[maybe_unused]] auto t = save();' and never named again
};

/// A fresh task, future or other awaitable that nobody keeps.
struct DroppedValue {
  const clang::Expr *value;
  const AsyncType *type;
  Dropping how;
  const clang::FunctionDecl *callee; // whose result it is; null where it is not the result of a call
  bool canAwait;                     // a co_await may stand here
  bool noDiscard;                    // the class or the function is [[nodiscard]]
};

/// A call of a function that has a role in the model.
struct KnownCall {
  const clang::Expr *expr; // a CallExpr or a CXXConstructExpr
  const clang::FunctionDecl *callee;
  FunctionRole role;
  Runs runs;
  bool isAwaited = false;  // its value is the operand of a co_await
  bool hasTimeout = false; // a timeout wraps it, is among its arguments or in force around it
  bool canAwait = false;   // a co_await may stand here
  bool onlyOnce = false;   // it initializes a static variable
};

/// A call of a function of the unit whose meaning is in its body alone.
struct PlainCall {
  const clang::Expr *expr; // a CallExpr or a CXXConstructExpr
  const clang::FunctionDecl *callee;
  Runs runs;
  bool inLoop = false;     // of a 'while', 'do' or 'for', which may call it any number of times
  bool canAwait = false;   // a co_await may stand here
  bool hasTimeout = false; // one wraps it or is in force around it
};

/// A coroutine is resumed through its handle.
struct Resumption {
  const clang::CallExpr *expr;
  bool inLoop = false; // as in PlainCall
};

/// A task itself, not its result, is asked whether it is true.
struct TestedTask {
  const clang::Expr *value;
  const AsyncType *type;
  const clang::FunctionDecl *callee; // may be null
  bool canAwait;                     // a co_await may stand here
};

/// A callable that returns a task is given to something that throws the task away.
struct DroppingSink {
  const clang::Expr *callable;
  const AsyncType *result;
  std::string sink;      // what takes it: 'std::function<void (int)>', 'std::for_each'
  bool onThread = false; // which calls it on a thread without a loop, as far as is known
};

/// Work that goes on when what was lent to it is gone.
struct Dangling {
  const clang::Expr *call; // makes the work
  const clang::FunctionDecl *callee;
  Borrow borrow; // what dies too early
  TaskLife life; // of the work

  // Nothing but the declaration of the callee speaks for the use, and functions that look so mostly copy what they need
  // before they return.
  bool isGuess = false;

  // Only what another unit may show of the callee makes it dangle.
  bool isSupposed = false;
};

struct UnitFacts;

/// The facts of one body: of a function, a lambda, or the initializers outside functions (function is null).
struct FunctionFacts {
  const UnitFacts *unit = nullptr;
  const clang::FunctionDecl *function = nullptr;
  const FunctionFacts *enclosing = nullptr; // of a lambda
  bool isCoroutine = false;
  bool mustThrow = false;   // a lambda that is called to see it throw
  bool handlesWork = false; // a coroutine, part of an awaiter, or it or a lambda in it makes or gets tasks, generators
  Runs runs = Runs::Unknown;
  std::vector<DroppedValue> dropped;
  std::vector<KnownCall> calls;
  std::vector<PlainCall> plainCalls;
  std::vector<Resumption> resumptions;
  std::vector<const clang::Stmt *> loops; // in source order, an outer one before those in it
  std::vector<TestedTask> tested;
  std::vector<DroppingSink> sinks;

  /// What the body does, in order; null for initializers, for bodies that handle no work and for those that cannot be
  /// looked at. Made when first asked for.
  const FlowGraph *flow() const;

  /// Every loan of the body that ends before the work does (Lending.h). Made when first asked for.
  const std::vector<Dangling> &danglingLoans() const;

private:
  mutable std::optional<std::vector<Dangling>> loans; // Made for one rule, read by the others.
};

/// An '#include' of a file.
struct Include {
  Span line; // from '#' to behind the name
  std::string spelled;
};

struct UnitFacts {
  UnitFacts(clang::ASTContext &ast, AsyncModel &model, Summaries &summaries)
      : ast(ast), model(model), summaries(summaries), places(ast) {}

  clang::ASTContext &ast;
  AsyncModel &model;
  Summaries &summaries; // of all functions of the unit, found when asked for
  Places places;
  std::deque<FunctionFacts> functions;                                       // in source order; addresses stay
  llvm::DenseMap<const clang::FunctionDecl *, const FunctionFacts *> bodies; // of `functions`, by canonical declaration
  std::vector<Include> includes;                                             // of user files, in source order
  llvm::DenseSet<const clang::Type *> unwrapped;    // tasks of tasks whose inner task somebody awaits; canonical types
  std::vector<const clang::FunctionDecl *> skipped; // bodies that do not parse: not looked at
  std::vector<const clang::FunctionDecl *> tooDeep; // hold an expression nested deeper than is looked at; may be null
};

/// The facts of the body of `function`; null where the unit has none that was looked at.
inline const FunctionFacts *bodyOf(const clang::FunctionDecl &function, const UnitFacts &unit) {
  return unit.bodies.lookup(function.getCanonicalDecl());
}

inline const FlowGraph *FunctionFacts::flow() const {
  const FlowGraph *graph = function && handlesWork ? unit->summaries.flow(*function) : nullptr;
  return graph && !graph->isExhausted() ? graph : nullptr;
}

} // namespace corolint
