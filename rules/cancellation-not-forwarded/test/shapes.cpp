#include <cases/lazy_task.h>

#include <stop_token>

struct Client {
  Task<int> get(int id);
  Task<int> get(int id, const std::stop_token &stop);
  Task<int> ping(std::stop_token stop = {});
  Task<int> plain(int id);
};
struct Service {
  Client client;
  std::stop_token stopping;

  Task<int> bad_member(int id) {
    co_return co_await client.get(id); // expect: cancellation-not-forwarded "pass 'stopping'"
  }
  Task<int> ok_member(int id) { co_return co_await client.get(id, stopping); }
  Task<int> bad_default() {
    co_return co_await client.ping(); // expect: cancellation-not-forwarded
  }
  Task<int> bad_returned(int id) {
    return client.get(id); // expect: cancellation-not-forwarded
  }
  Task<int> ok_takes_none(int id) { co_return co_await client.plain(id); }
  Task<int> stop() { co_return co_await client.get(0); } // ok: it ends something
  Task<int> ok_in_handler(int id) {
    try {
      co_return co_await client.plain(id);
    } catch (...) {
      throw;
    }
  }
};
Task<int> bad_parameter(Client &client, std::stop_token stop) {
  co_return co_await client.get(1); // expect: cancellation-not-forwarded
}
Task<int> bad_local(Client &client, std::stop_source &source) {
  std::stop_token stop = source.get_token();
  co_return co_await client.get(1); // expect: cancellation-not-forwarded
}
Task<int> ok_none_at_hand(Client &client) { co_return co_await client.get(1); }
