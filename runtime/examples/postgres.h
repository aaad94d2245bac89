// PostgreSQL as coroutines: libpq's asynchronous functions, and aio waits for its socket.
//
// libpq never blocks when it is used this way: it says which event of the socket it needs to go on.

#pragma once

#include <aio/aio.h>

#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace postgres {

/// What the server or libpq says went wrong.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

struct Delete {
  void operator()(PGconn *connection) const { PQfinish(connection); }
  void operator()(PGresult *result) const { PQclear(result); }
  void operator()(PGcancel *cancel) const { PQfreeCancel(cancel); }
};

/// The rows that a query gave.
class Result {
public:
  explicit Result(PGresult *result) noexcept : result_(result) {}

  bool is_there() const noexcept { return result_ != nullptr; } // Not after the last one of a query.
  bool failed() const noexcept { return PQresultStatus(result_.get()) == PGRES_FATAL_ERROR; }
  std::string message() const { return PQresultErrorField(result_.get(), PG_DIAG_MESSAGE_PRIMARY); }

  int rows() const noexcept { return PQntuples(result_.get()); }
  std::string value(int row, int column) const { return PQgetvalue(result_.get(), row, column); }

private:
  std::unique_ptr<PGresult, Delete> result_;
};

/// One connection to a server, which does one query at a time.
class Session {
public:
  /// Connects to `where`, such as "host=127.0.0.1 dbname=shop"; what it leaves out is in libpq's environment. A host by
  /// name is looked up at once, which blocks: give an address. Throws Error.
  static aio::Coroutine<Session> connect(std::string where);

  /// Throws Error if the server refuses. When the wait is cancelled, so is the query, and the session can be used on.
  aio::Coroutine<Result> query(std::string sql, std::vector<std::string> parameters = {});

private:
  explicit Session(std::unique_ptr<PGconn, Delete> connection);

  aio::Coroutine<Result> next_result();
  aio::Coroutine<Result> await_result();
  aio::Coroutine<> cancel_unfinished();
  [[noreturn]] void fail() const;

  std::unique_ptr<PGconn, Delete> connection_; // Before what watches its socket, so it goes after it.
  aio::Readiness socket_;
};

/// Sessions that tasks share: each query takes one that is free, or waits until one is.
class Pool {
public:
  /// Opens `size` sessions side by side.
  static aio::Coroutine<std::unique_ptr<Pool>> open(std::string where, std::size_t size);

  aio::Coroutine<Result> query(std::string sql, std::vector<std::string> parameters = {});

private:
  aio::Queue<Session> idle_;
};

} // namespace postgres
