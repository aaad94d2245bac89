#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<int> ready(MYSQL *connection, int events);

aio::Coroutine<MYSQL_RES *> bad_query(MYSQL *connection) {
  mysql_real_connect(connection, "db", "me", "", "shop", 0, nullptr, 0); // expect: blocking-call
  mysql_query(connection, "select 1");                                   // expect: blocking-call
  co_return mysql_store_result(connection);                              // expect: blocking-call
}

aio::Coroutine<int> ok_query(MYSQL *connection) {
  int status = 0;
  int events = mysql_real_query_start(&status, connection, "select 1", 8);
  while (events)
    events = mysql_real_query_cont(&status, connection, co_await ready(connection, events));
  co_return status;
}
aio::Coroutine<char **> ok_rows_in_memory(MYSQL_RES *result) { co_return mysql_fetch_row(result); }
