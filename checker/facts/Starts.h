// Where the coroutines of a unit run, as far as the places that start them tell.
//
//     auto job = [] () -> Task { sleep(1); co_return; };     // blocks a thread,
//     pool.spawn(job());                                     // but one of a pool, which may be blocked
//
// A coroutine runs on threads that may block if every start of it that the unit shows hands it to a thread pool, or
// stands in code that itself runs there.
#pragma once

#include "Facts.h"

namespace corolint {

struct CoroutineStart {
  const clang::CallExpr *call;
  std::size_t starter;                    // index among the unit's functions of the body it is in
  const clang::FunctionDecl *coroutine;   // canonical
  const clang::VarDecl *keptIn = nullptr; // the variable that its task is put into
  bool offloaded = false;
  bool awaited = false;   // at once
  bool waitedFor = false; // a loop is run until it has ended
};

class Starts {
public:
  void note(CoroutineStart start) { starts.push_back(start); }
  void noteHandedOver(const clang::ValueDecl &variable) { handedOver.insert(&variable); }
  void noteGivenAway(const clang::FunctionDecl &function) { givenAway.insert(function.getCanonicalDecl()); }
  void forget(std::size_t before);

  /// Marks the bodies of `unit` that run on threads that may block. O(starts * depth of the chain of starts).
  void settle(UnitFacts &unit);

private:
  bool isOffloaded(const CoroutineStart &start, const UnitFacts &unit) const;

  std::vector<CoroutineStart> starts;
  llvm::DenseSet<const clang::ValueDecl *> handedOver;   // variables that a thread pool gets
  llvm::DenseSet<const clang::FunctionDecl *> givenAway; // functions and lambdas that somebody else may call
};

} // namespace corolint
