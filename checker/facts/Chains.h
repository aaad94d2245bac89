// Which ordinary functions of the unit lead to a call that matters, and through what other calls.
//
//     void flush() { ::fsync(fd); }       leads there itself
//     void log() { flush(); }             leads there through flush
//     Task<> save() { log(); }            the rule reports 'log' here, and prints the chain
//
// What the program ends behind, as 'printTrace(); std::exit(1);' does, is no link. Coroutines are none either: they run
// when somebody awaits them. Nor are virtual functions, whose overrides the unit may not show, nor callables that run
// elsewhere.
#pragma once

#include "Facts.h"

#include <llvm/ADT/STLFunctionalExtras.h>

#include <optional>

namespace corolint {

class Chains {
public:
  /// How one function leads to the call: through `plain`, or by `known` itself.
  struct Link {
    const KnownCall *known = nullptr;
    const PlainCall *plain = nullptr;
    bool isLast() const { return !plain; }
    const clang::Expr *expr() const { return known ? known->expr : plain->expr; }
  };

  /// `isWanted` says which of the calls with a role matter; the function is the one that makes the call. `themselves`
  /// are functions that matter whatever they call. O(calls of the unit).
  Chains(const UnitFacts &unit, llvm::function_ref<bool(const KnownCall &, const FunctionFacts &)> isWanted,
         const llvm::DenseSet<const clang::FunctionDecl *> &themselves = {});

  /// What `function` does on its caller's thread, on a shortest way; nothing where it leads nowhere. The last link is
  /// the known call; there is none if `function`, or the last function called, matters by itself.
  std::optional<std::vector<Link>> from(const clang::FunctionDecl &function) const;

private:
  void addCallers(const UnitFacts &unit);

  llvm::DenseMap<const clang::FunctionDecl *, Link> links; // by canonical declaration
};

/// Whether a call of the function runs this body at once, on the caller's thread.
bool runsWhenCalled(const FunctionFacts &facts);

/// ''flush', which calls 'fsync'', for messages: the functions that a chain goes through.
std::string describeChain(llvm::ArrayRef<Chains::Link> chain);

/// ''cache::flush'', or 'the lambda'.
std::string nameOf(const clang::FunctionDecl &function);

} // namespace corolint
