#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<void> readable(int fd);

aio::Coroutine<PGresult *> bad_query() {
  PGconn *connection = PQconnectdb("dbname=shop");       // expect: blocking-call "PQconnectStart"
  PQprepare(connection, "find", "select 1", 0, nullptr); // expect: blocking-call
  co_return PQexec(connection, "select 1");              // expect: blocking-call "PQsendQuery"
}

aio::Coroutine<PGresult *> bad_result_without_asking(PGconn *connection) {
  PQsendQuery(connection, "select 1");
  co_return PQgetResult(connection); // expect: blocking-call
}

aio::Coroutine<PGresult *> ok_query(PGconn *connection) {
  PQsendQuery(connection, "select 1");
  while (PQisBusy(connection)) {
    co_await readable(PQsocket(connection));
    PQconsumeInput(connection);
  }
  co_return PQgetResult(connection);
}
