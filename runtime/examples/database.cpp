// A database: a table is made, filled and read by several tasks at once, over a few connections that they share.
//
//     aio_database "host=127.0.0.1 dbname=shop"    # without arguments, what libpq's environment says
//     with_postgres.py aio_database                # with a server that lives as long as the program

#include "postgres.h"

#include <cstdio>

using namespace std::chrono_literals;

static aio::Coroutine<> create_table(postgres::Pool &database) {
  co_await database.query("drop table if exists orders"); // Of a run that was stopped.
  co_await database.query(
      "create table orders (customer text not null, drink text not null, cups int check (cups > 0))");
}

/// Neither this nor the next may leave before its queries have: they use the pool. So a group, which stops the others
/// at the first error and waits for them, or all outcomes; a gather that fails lets the others go on.
static aio::Coroutine<> insert_orders(postgres::Pool &database) {
  const std::string insert = "insert into orders values ($1, $2, $3)";
  const std::vector<std::vector<std::string>> orders = {
      {"Ada", "espresso", "2"}, {"Grace", "tea", "1"}, {"Edsger", "espresso", "1"}, {"Barbara", "mocha", "3"}};
  const auto insert_each = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    for (const std::vector<std::string> &order : orders)
      group.create_task(database.query(insert, order));
    co_return;
  };
  co_await aio::task_group(insert_each);
  std::printf("%zu orders inserted\n", orders.size());
}

static aio::Coroutine<> select_at_once(postgres::Pool &database) {
  const auto [customers, cups, favourite] = co_await aio::gather(
      aio::return_exceptions, database.query("select customer from orders order by customer"),
      database.query("select sum(cups) from orders"),
      database.query("select drink from orders group by drink order by count(*) desc, drink limit 1"));
  for (int row = 0; row < customers.value().rows(); ++row)
    std::printf("customer: %s\n", customers.value().value(row, 0).c_str());
  std::printf("cups: %s, most wanted: %s\n", cups.value().value(0, 0).c_str(), favourite.value().value(0, 0).c_str());
}

static aio::Coroutine<> insert_nonsense(postgres::Pool &database) {
  try {
    co_await database.query("insert into orders values ('Alan', 'coffee', 0)");
  } catch (const postgres::Error &error) {
    std::printf("refused: %s\n", error.what());
  }
}

/// A query that takes too long is stopped in the server as well, so its connection is of use again.
static aio::Coroutine<> give_up(postgres::Pool &database) {
  try {
    co_await aio::wait_for(database.query("select pg_sleep(3600)"), 50ms);
  } catch (const aio::TimeoutError &) {
    std::puts("gave up after 50 ms");
  }
  const postgres::Result running = co_await database.query(
      "select count(*) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'");
  std::printf("still running: %s\n", running.value(0, 0).c_str());
}

static aio::Coroutine<> tour(std::string where) {
  const auto database = co_await aio::wait_for(postgres::Pool::open(where, 3), 10s);
  co_await create_table(*database);
  co_await insert_orders(*database);
  co_await select_at_once(*database);
  co_await insert_nonsense(*database);
  co_await give_up(*database);
  co_await database->query("drop table orders");
}

int main(int count, char **arguments) { aio::run(tour(count > 1 ? arguments[1] : "")); }
