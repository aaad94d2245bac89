#include "Database.h"

#include <llvm/ADT/StringExtras.h>

#include <sqlite3.h>

namespace corolint {

static constexpr int patienceMs = 5000; // with other processes that write; each writes for milliseconds

/// As a part of a URI.
static std::string escaped(llvm::StringRef path) {
  std::string result;
  for (const char c : path)
    if (c == '%' || c == '?' || c == '#')
      (result += '%') += llvm::utohexstr(static_cast<unsigned char>(c));
    else
      result += c;
  return result;
}

Database::Database(const std::string &file, Access access) {
  const int how = access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  // Where nothing may be written, there is no place for the locks either, and nobody to lock out.
  const std::string name = "file:" + escaped(file) + (access == Access::Read ? "?immutable=1" : "");
  note(sqlite3_open_v2(name.c_str(), &handle, how | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr));
  if (handle)
    sqlite3_busy_timeout(handle, patienceMs);
}

Database::~Database() { sqlite3_close(handle); }

void Database::note(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || current != State::Good)
    return;
  current = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_SCHEMA ? State::Damaged : State::Failed;
  locked = code == SQLITE_BUSY || code == SQLITE_LOCKED;
  why = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
}

void Database::recover() {
  if (current != State::Failed)
    return;
  current = State::Good;
  locked = false;
  why.clear();
}

void Database::run(const char *sql) {
  if (current == State::Good)
    note(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr));
}

int64_t Database::number(const char *sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

/// Also after a failure, which it does not hide.
void Database::rollBack() { sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr); }

Statement::Statement(Database &database, const char *sql) : database(database) {
  if (database.current == Database::State::Good)
    database.note(sqlite3_prepare_v3(database.handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement); }

void Statement::restart() { sqlite3_reset(statement); } // reports the failure of the last run, which step() noted

void Statement::bind(int index, int64_t value) {
  if (statement)
    database.note(sqlite3_bind_int64(statement, index, value));
}

void Statement::bind(int index, llvm::StringRef bytes) {
  // A null pointer would bind NULL, which equals nothing.
  const char *data = bytes.data() ? bytes.data() : "";
  if (statement)
    database.note(sqlite3_bind_blob64(statement, index, data, bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
  if (!statement || database.current != Database::State::Good)
    return false;
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW)
    sqlite3_reset(statement); // ends the read, so that the log can be taken over into the file
  database.note(code);
  return code == SQLITE_ROW;
}

int64_t Statement::number(int column) const { return sqlite3_column_int64(statement, column); }

llvm::StringRef Statement::bytes(int column) const {
  const auto *data = static_cast<const char *>(sqlite3_column_blob(statement, column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

Transaction::~Transaction() {
  if (isOpen)
    database.rollBack();
}

void Transaction::commit() {
  database.run("COMMIT");
  isOpen = database.state() != Database::State::Good;
}

} // namespace corolint
