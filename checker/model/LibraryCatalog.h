// All libraries' data, indexed by name.
//
// This is the part of the model that units and threads share; what depends on a unit's types is in AsyncModel.h.
#pragma once

#include "LibraryData.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>

namespace corolint {

struct KnownFunction {
  std::string name; // qualified
  const FunctionEntry *entry;
  const LibraryData *library;
};

struct KnownType {
  std::string name; // qualified
  const TypeEntry *entry;
  const LibraryData *library;
};

/// Immutable after construction and thread-safe. Entries of later libraries come first, so that the user's own win.
class LibraryCatalog {
public:
  explicit LibraryCatalog(std::vector<LibraryData> libraries);
  LibraryCatalog(const LibraryCatalog &) = delete; // the index points into the data
  LibraryCatalog &operator=(const LibraryCatalog &) = delete;

  /// Entries whose name ends in '::unqualified' or is it. O(1).
  llvm::ArrayRef<KnownFunction> functions(llvm::StringRef unqualified) const;
  llvm::ArrayRef<KnownType> types(llvm::StringRef unqualified) const;

  /// Whether a macro of this name tells that a call does not block.
  bool isNonBlockingMacro(llvm::StringRef name) const { return macros.contains(name); }

  llvm::ArrayRef<LibraryData> libraries() const { return data; }

private:
  std::vector<LibraryData> data;
  llvm::StringMap<std::vector<KnownFunction>> functionsByName;
  llvm::StringMap<std::vector<KnownType>> typesByName;
  llvm::StringSet<> macros;
};

} // namespace corolint
