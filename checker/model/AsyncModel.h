// What the types and functions of one unit mean to asynchronous code.
//
// Answers come from three sources, the later wins: inference from types and bodies, the libraries' data, the user's own
// data and annotations ([[clang::annotate("corolint::blocks")]]). Unknown is a value, never a guess.
#pragma once

#include "LibraryCatalog.h"

#include <clang/AST/Type.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <memory>

namespace clang {
class CXXMethodDecl;
class CXXRecordDecl;
class FunctionDecl;
class Sema;
} // namespace clang

namespace corolint {

/// What a value of some class type is.
struct AsyncType {
  bool awaitable = false;      // 'co_await' takes it in any coroutine: awaiter members or 'operator co_await'
  bool coroutine = false;      // coroutines return it: it has a promise type
  bool generator = false;      // a coroutine type that yields values and cannot be awaited
  bool yields = false;         // a coroutine type that gives several values: one an await, where it can be awaited
  bool noDiscard = false;      // the class is [[nodiscard]]
  bool singleConsumer = false; // cannot be copied: one owner, one await
  bool selfOwning = false;     // nothing is left to await or destroy once the call has returned
  Start start = Start::Unknown;
  Drop drop = Drop::Unknown;
  const LibraryData *library = nullptr; // whose type it is, where known

  /// Whether a fresh value that nobody looks at is work or an error that got lost.
  bool lostWhenDropped() const {
    return drop == Drop::NeverRuns || drop == Drop::Cancels || drop == Drop::LosesError || drop == Drop::Terminates;
  }
};

/// A role of a function together with whose data says so.
struct FunctionRole {
  const FunctionEntry *entry;
  const LibraryData *library; // null for the user's annotations
};

/// One unit's view of the model. Owned by the check of that unit, single-threaded: it caches by declaration and may
/// complete class templates through Sema.
class AsyncModel {
public:
  AsyncModel(const LibraryCatalog &catalog, clang::Sema &sema);
  ~AsyncModel();

  /// What values of `type` are; references are looked through. Inferred once a type.
  const AsyncType &type(clang::QualType type);

  /// What a call of `function` does, most specific first; empty where nothing is known. Looked up once a function.
  llvm::ArrayRef<FunctionRole> roles(const clang::FunctionDecl &function);
  const FunctionRole *role(const clang::FunctionDecl &function, Role role);

  /// What the data says of a type beyond being a task: a lock guard, a view, a cancellation exception...
  bool hasRole(clang::QualType type, TypeRole role) { return entry(type, role) != nullptr; }
  const TypeEntry *entry(clang::QualType type, TypeRole role);

  /// The type that a call of a value of `callable` returns: closures, functions, pointers to them, function objects.
  /// Null where it depends on the arguments.
  clang::QualType callResult(clang::QualType callable) const;

  /// Whether `type` wraps callables and throws their result away: 'std::function<void(int)>' and its like, known by
  /// their shape, a class template whose first argument is a function type that returns void.
  bool isVoidCallableWrapper(clang::QualType type) const;

  const LibraryCatalog &catalog() const { return data; }

private:
  const KnownType *knownType(const clang::CXXRecordDecl &record);
  void readAnnotations(const clang::FunctionDecl &function, llvm::SmallVectorImpl<FunctionRole> &roles);

  const LibraryCatalog &data;
  clang::Sema &sema;
  llvm::DenseMap<const clang::Type *, std::unique_ptr<AsyncType>> types;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<FunctionRole, 1>> functions;
  std::vector<std::unique_ptr<FunctionEntry>> annotated;
};

} // namespace corolint
