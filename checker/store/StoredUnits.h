// The tables of the store and how they are asked.
//
//     units:  key, ids of inputs, result        one row a unit, settings and state of its inputs
//     inputs: id, path, what was there          shared: a header of a thousand units is one row
//     files:  path, size, times, inode, digest  so that a file is read again only when it was touched
//
// UnitStore.h decides what to do when something goes wrong; here every call after a failure does nothing.
#pragma once

#include "FileStates.h"
#include "UnitStore.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>

namespace corolint {

/// Not thread-safe.
class StoredUnits {
public:
  StoredUnits(const std::string &file, Database::Access access, std::string root);

  const Database &state() const { return database; }
  void recover() { database.recover(); }

  /// The newest result of `key` whose inputs are what they were.
  std::optional<std::string> find(const Digest &key);

  /// All or nothing, whenever the process is killed.
  void keep(const Digest &key, llvm::ArrayRef<Input> inputs, llvm::StringRef result);

  /// Notes what this run has used, and brings the file below `limit` bytes.
  void finish(uint64_t limit);

  StoreSize size();
  void clear();

private:
  struct Known {
    bool isUnchanged = false;
    uint64_t hash = 0;
  };

  bool areUnchanged(llvm::StringRef ids, uint64_t sum);
  Known known(int64_t id);
  int64_t idOf(const Input &input, uint64_t &hash);
  void dropOldest(uint64_t bytes);
  void dropUnusedInputs();
  void shrink();

  Database database;
  std::string root;
  std::optional<FileStates> files; // the rest needs the tables
  std::optional<Statement> selectUnits, selectInput, selectId, insertInput, dropUnits, insertUnit, noteUse;
  llvm::DenseMap<int64_t, Known> knownInputs;
  llvm::StringMap<int64_t> ids; // of inputs that this run has written or met, by their bytes
  std::vector<int64_t> used;    // units that were found and not noted as used for long
  bool hasWritten = false;
};

} // namespace corolint
