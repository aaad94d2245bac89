// Which coroutines, or which beginnings of them, run on a thread that may block because only their caller waits for it.
//
//     auto job = []() -> Lazy { sleep(1); co_return; };   // keeps nobody from running
//     void test() { sync_wait(job()); }                   // but the thread that waits for it
//
// Two ways lead there. An eager coroutine begins on its caller's thread, and runs there until it is suspended; so does
// a lazy one that an ordinary function resumes by hand. And a lambda that is waited for, or awaited by one that is,
// runs alone to its end where none of them starts anything else. Of a named function other units may be the callers, so
// only its beginning is judged, where the library's data says that its ordinary callers are on no loop.
#pragma once

#include "Facts.h"

namespace corolint {

struct CoroutineStart;

class PlainThreads {
public:
  PlainThreads(llvm::ArrayRef<CoroutineStart> starts, const llvm::DenseSet<const clang::FunctionDecl *> &givenAway,
               UnitFacts &unit);

  /// Says of the calls in such bodies that they are no coroutine's. O(starts * depth of the chain of starts).
  void settle();

private:
  using Functions = llvm::DenseSet<const clang::FunctionDecl *>; // canonical
  using Starters = llvm::SmallVector<const CoroutineStart *, 2>;

  void findCandidates();
  void spare();
  bool mayBeginOnCaller(const FunctionFacts &coroutine, const Starters &starters) const;
  bool mayRunAlone(const FunctionFacts &coroutine, std::size_t index) const;
  bool isDrivenByHand(const CoroutineStart &start) const;
  void findOnLoop();
  bool isPlain(const FunctionFacts &starter) const;
  bool staysAlone(const CoroutineStart &start) const;
  bool beginsOnPlain(const CoroutineStart &start);
  bool dropWrong(Functions &candidates, llvm::function_ref<bool(const CoroutineStart &)> isRight);
  const llvm::DenseSet<const clang::Stmt *> &beginning(const FunctionFacts &coroutine);
  bool runsAlone(const FunctionFacts &function) const;
  bool isSpared(const FunctionFacts &function, const clang::Expr &call);

  llvm::ArrayRef<CoroutineStart> starts;
  const Functions &givenAway;
  UnitFacts &unit;
  llvm::DenseMap<const clang::FunctionDecl *, Starters> byCoroutine;
  Functions begin;  // coroutines that begin on a plain thread
  Functions alone;  // coroutines that run on a plain thread to their end
  Functions onLoop; // ordinary functions that may be called on a loop's thread
  std::map<const clang::FunctionDecl *, llvm::DenseSet<const clang::Stmt *>> beginnings;
};

} // namespace corolint
