// Objects that die before their member coroutine has ended.
#include "cases.h"

struct Client {
  std::string name = text();

  aio::Coroutine<std::size_t> query() {
    co_await rest();
    co_return count(name);
  }
};

aio::Coroutine<void> bad_temporary() {
  auto task = Client().query(); // expect: dangling-member-coroutine
  co_await std::move(task);
}
aio::Coroutine<void> ok_temporary() { co_await Client().query(); }

aio::Coroutine<std::size_t> bad_returned() {
  Client client;
  return client.query(); // expect: dangling-member-coroutine
}
aio::Coroutine<std::size_t> ok_returned() {
  Client client;
  co_return co_await client.query();
}

const std::vector<Case> cases = {CASE(bad_temporary), CASE(ok_temporary), CASE(bad_returned), CASE(ok_returned)};
