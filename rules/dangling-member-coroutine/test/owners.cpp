// Objects that a smart pointer, an optional or a container owns.
#include <aio/aio.h>

#include <memory>
#include <optional>
#include <vector>

aio::Coroutine<void> rest();

struct Client {
  int hits = 0;

  aio::Coroutine<int> query() {
    co_await rest();
    co_return hits;
  }
};
std::unique_ptr<Client> make();
std::shared_ptr<Client> find(int id);

aio::Coroutine<int> bad_unique() {
  auto client = std::make_unique<Client>();
  return client->query(); // expect: dangling-member-coroutine "'client' that 'query' is called on dies"
}
aio::Coroutine<int> bad_parameter(std::unique_ptr<Client> client) {
  return (*client).query(); // expect: dangling-member-coroutine
}
aio::Coroutine<int> bad_temporary() {
  return make()->query(); // expect: dangling-member-coroutine "the temporary object"
}
aio::Coroutine<int> ok_awaited() { co_return co_await make()->query(); }
aio::Coroutine<int> ok_by_reference(const std::unique_ptr<Client> &client) { return client->query(); }

aio::Coroutine<int> bad_optional() {
  std::optional<Client> client{Client{}};
  return client->query(); // expect: dangling-member-coroutine
}
aio::Coroutine<int> bad_element() {
  std::vector<Client> clients(2);
  return clients[0].query(); // expect: dangling-member-coroutine
}
aio::Coroutine<int> ok_element_of_others(std::vector<Client> &clients) { return clients[0].query(); }
aio::Coroutine<int> ok_pointed_to(std::vector<Client *> clients) { return clients[0]->query(); }

aio::Coroutine<int> bad_shared(int id) {
  auto client = find(id);
  return client->query(); // expect: dangling-member-coroutine
}
aio::Coroutine<int> ok_shared(int id) {
  auto client = find(id);
  co_return co_await client->query();
}

aio::Coroutine<void> keep(aio::Coroutine<int> query, std::unique_ptr<Client> client) {
  co_await std::move(query);
}
aio::Coroutine<void> ok_moved_on() {
  auto client = std::make_unique<Client>();
  aio::Coroutine<int> query = client->query();
  return keep(std::move(query), std::move(client));
}
