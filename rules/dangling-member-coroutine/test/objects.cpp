// On what a member coroutine is called, and how its task gets away.
#include <aio/aio.h>

#include <memory>
#include <string>

aio::Coroutine<void> rest();

struct Client {
  std::string name;

  aio::Coroutine<std::size_t> query() {
    co_await rest();
    co_return name.size();
  }
  aio::Coroutine<void> stateless() { co_await rest(); }
  aio::Coroutine<std::size_t> elsewhere();
};
Client make();

aio::Coroutine<std::size_t> bad_local() {
  Client client{"a"};
  return client.query(); // expect: dangling-member-coroutine "when this function ends"
}
aio::Coroutine<std::size_t> ok_local() {
  Client client{"a"};
  co_return co_await client.query();
}

aio::Coroutine<std::size_t> bad_temporary() {
  return make().query(); // expect: dangling-member-coroutine "the temporary object"
}
aio::Coroutine<std::size_t> ok_temporary() { co_return co_await make().query(); }

aio::Coroutine<void> bad_kept() {
  auto task = make().query(); // expect: dangling-member-coroutine
  co_await std::move(task);
}
aio::Coroutine<void> ok_kept() {
  Client client = make();
  auto task = client.query();
  co_await std::move(task);
}

void bad_spawned() {
  Client client{"a"};
  aio::create_task(client.query()); // expect: dangling-member-coroutine
}
void ok_spawned_on_reference(Client &client) { aio::create_task(client.query()); }

aio::Coroutine<std::size_t> bad_unseen() {
  return make().elsewhere(); // expect: dangling-member-coroutine
}
aio::Coroutine<void> ok_stateless() { return make().stateless(); }

aio::Coroutine<std::size_t> ok_behind_pointer(const std::shared_ptr<Client> &client) { return client->query(); }

// A method that asks for an object it may take over does.
struct Request {
  aio::Coroutine<void> send() &&;
  aio::Coroutine<void> sendAgain();
};
Request request();
aio::Coroutine<void> ok_taken_over() { return request().send(); }
aio::Coroutine<void> bad_not_taken_over() {
  return request().sendAgain(); // expect: dangling-member-coroutine
}
