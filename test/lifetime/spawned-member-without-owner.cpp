// Work that uses its object when nobody keeps the object.
#include "cases.h"

#include <memory>

struct Session : std::enable_shared_from_this<Session> {
  std::string name = text();

  aio::Coroutine<std::size_t> read() {
    co_await rest();
    co_return count(name);
  }
  aio::Coroutine<std::size_t> read_as(std::shared_ptr<Session>) {
    co_await rest();
    co_return count(name);
  }
  void start() {
    aio::create_task(read()); // expect: spawned-member-without-owner
  }
  void start_owned() { aio::create_task(read_as(shared_from_this())); }
};

aio::Coroutine<void> bad_started() {
  std::make_shared<Session>()->start();
  co_return;
}
aio::Coroutine<void> ok_started() {
  std::make_shared<Session>()->start_owned();
  co_return;
}

const std::vector<Case> cases = {CASE(bad_started), CASE(ok_started)};
