// Who keeps the object of work that runs by itself.
#include <aio/aio.h>

#include <memory>

aio::Coroutine<void> rest();

struct Session : std::enable_shared_from_this<Session> {
  int count = 0;

  aio::Coroutine<void> read() {
    co_await rest();
    ++count;
  }
  aio::Coroutine<void> read_owned() {
    auto self = shared_from_this();
    co_await rest();
    ++count;
  }
  aio::Coroutine<void> stateless() { co_await rest(); }

  void bad_start() {
    aio::create_task(read()); // expect: spawned-member-without-owner "'shared_from_this()'"
  }
  void ok_start() { aio::create_task(stateless()); }
  void ok_kept_by_itself() { aio::create_task(read_owned()); }
  aio::Coroutine<void> ok_awaited() { co_await read(); }
  static aio::Coroutine<void> run(std::shared_ptr<Session> self) { co_await self->read(); }
  void ok_kept() { aio::create_task(run(shared_from_this())); }
};

struct Service {
  int count = 0;
  aio::Task<void> task;

  aio::Coroutine<void> loop() {
    co_await rest();
    ++count;
  }
  void bad_loose() {
    aio::create_task(loop()); // expect: spawned-member-without-owner "nothing keeps the object"
  }
  void ok_joined() { task = aio::create_task(loop()); }
  aio::Coroutine<void> stop() { co_await task; }
};
