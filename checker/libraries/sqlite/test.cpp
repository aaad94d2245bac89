#include "stub.h"

#include <aio/aio.h>

#include <future>

aio::Coroutine<int> bad_query(sqlite3 *database, sqlite3_stmt *statement) {
  sqlite3_open("shop.db", &database);                                       // expect: blocking-call
  sqlite3_exec(database, "delete from cart", nullptr, nullptr, nullptr);    // expect: blocking-call
  sqlite3_prepare_v2(database, "select count(*)", -1, &statement, nullptr); // expect: blocking-call
  sqlite3_step(statement);                                                  // expect: blocking-call
  sqlite3_sleep(10); // expect: blocking-call "use 'co_await aio::sleep(...)'"
  co_return sqlite3_column_int(statement, 0);
}

aio::Coroutine<void> ok_on_a_thread(sqlite3_stmt *statement, std::future<int> &row) {
  row = std::async(std::launch::async, [statement] { return sqlite3_step(statement); });
  co_return;
}
