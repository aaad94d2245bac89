// SQLite as far as the store needs it: statements that close by themselves, and one place where failures are kept.
//
// After a failure every further call does nothing, so that callers ask once at the end of what they do.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <memory>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace corolint {

class Database {
public:
  enum class Access { Write, Read };
  enum class State {
    Good,
    Failed,  // a full disk, a lock held for too long, a file that may not be written
    Damaged, // what is in the file makes no sense
  };

  /// Never fails: state() says how it went.
  Database(const std::string &file, Access access);
  ~Database();
  Database(const Database &) = delete;
  Database &operator=(const Database &) = delete;

  State state() const { return current; }
  const std::string &reason() const { return why; } ///< of the first failure
  bool isLocked() const { return locked; }          ///< it is that another process held a lock

  /// Runs statements that return nothing.
  void run(const char *sql);

  /// The first column of the first row; 0 where there is none.
  int64_t number(const char *sql);

  /// Forgets a failure that another try may not have, as a lock or a full disk.
  void recover();

private:
  friend class Statement;
  friend class Transaction;
  void note(int code);
  void rollBack();

  sqlite3 *handle = nullptr;
  State current = State::Good;
  bool locked = false;
  std::string why;
};

/// One statement, prepared once and run many times. Must not outlive its database.
class Statement {
public:
  Statement(Database &database, const char *sql);
  ~Statement();
  Statement(const Statement &) = delete;
  Statement &operator=(const Statement &) = delete;

  /// Begins a new run with these values for '?1', '?2', ...
  template <typename... T> Statement &with(const T &...values) {
    restart();
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// Goes to the next row; false where there is none.
  bool step();

  /// Ends the run before its last row.
  void stop() { restart(); }

  int64_t number(int column) const;
  llvm::StringRef bytes(int column) const; // until the next step

private:
  void restart();
  void bind(int index, int64_t value);
  void bind(int index, llvm::StringRef bytes); // lives until the next run

  Database &database;
  sqlite3_stmt *statement = nullptr;
};

/// All that is written in its life, or nothing: what is not committed is rolled back.
class Transaction {
public:
  explicit Transaction(Database &database) : database(database) { database.run("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction &) = delete;
  Transaction &operator=(const Transaction &) = delete;
  void commit();

private:
  Database &database;
  bool isOpen = true;
};

} // namespace corolint
