// What units have yielded, kept from run to run.
//
//     key: tool, settings, flags, main file --> inputs: each file that was read, each name that was not there -->
//     result
//
// A result is found again only while all its inputs are what they were, so a run with the store reports what a run
// without it does. One SQLite file serves all projects and processes of a user; a kill at any moment leaves whole
// results only. Whatever goes wrong with it costs time, never a finding: it is told in one line, and the run goes on.
#pragma once

#include "program/UnitResult.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace corolint {

struct StoreOptions {
  std::string folder;
  std::string root;                                  // of the project: paths below it are kept relative to it
  uint64_t limit = uint64_t{1} << 30;                // bytes; what was not used for longest goes first
  std::function<void(const std::string &line)> warn; // called at most once
};

/// How much a store holds, for people.
struct StoreSize {
  uint64_t bytes = 0, units = 0, inputs = 0;
};

class StoredUnits;

/// Thread-safe.
class UnitStore {
public:
  /// Opens it, and makes it where there is none.
  explicit UnitStore(StoreOptions options);
  ~UnitStore(); // keeps the limit

  /// What the unit yielded when it was last checked with the same settings and inputs; without its inputs.
  std::optional<UnitResult> find(const Digest &key);

  /// `unit` has its inputs.
  void keep(const Digest &key, const UnitResult &unit);

  /// None where there is no store that can be read.
  std::optional<StoreSize> size();

  /// Removes all; false where that does not work.
  bool clear();

  /// The store's file in a folder.
  static std::string fileIn(llvm::StringRef folder);

private:
  void open();
  void openForReading(std::string why); // a copy: the reason goes with the connection that it is of
  void review();
  void setAside(std::string why);
  void warn(const std::string &line);

  StoreOptions options;
  std::string file;
  std::mutex mutex;
  std::unique_ptr<StoredUnits> units; // null: nothing is found or kept
  bool canWrite = true, hasWarned = false;
};

} // namespace corolint
