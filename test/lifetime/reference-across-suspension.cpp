// References and iterators into containers that others change during a suspension.
#include "cases.h"

#include <map>

struct Server {
  std::map<int, std::string> sessions;
  std::vector<std::string> lines;

  Server() {
    sessions[1] = text();
    lines.push_back(text());
  }

  aio::Coroutine<void> close(int id) {
    sessions.erase(id);
    co_return;
  }
  aio::Coroutine<void> add() {
    lines.push_back(text());
    co_return;
  }

  aio::Coroutine<std::size_t> greet_kept(int id) {
    const auto session = sessions.find(id);
    co_await rest();
    co_return count(session->second); // expect: reference-across-suspension
  }
  aio::Coroutine<std::size_t> greet_found_again(int id) {
    co_await rest();
    const auto session = sessions.find(id);
    co_return session == sessions.end() ? 0 : count(session->second);
  }
  aio::Coroutine<std::size_t> first_kept() {
    const std::string &line = lines.front();
    co_await rest();
    co_return count(line); // expect: reference-across-suspension
  }
  aio::Coroutine<std::size_t> first_copied() {
    const std::string line = lines.front();
    co_await rest();
    co_return count(line);
  }
};

aio::Coroutine<void> bad_iterator() {
  Server server;
  auto greeting = aio::create_task(server.greet_kept(1));
  auto closing = aio::create_task(server.close(1));
  co_await closing;
  co_await greeting;
}
aio::Coroutine<void> ok_iterator() {
  Server server;
  auto greeting = aio::create_task(server.greet_found_again(1));
  auto closing = aio::create_task(server.close(1));
  co_await closing;
  co_await greeting;
}
aio::Coroutine<void> bad_element() {
  Server server;
  auto reading = aio::create_task(server.first_kept());
  auto adding = aio::create_task(server.add());
  co_await adding;
  co_await reading;
}
aio::Coroutine<void> ok_element() {
  Server server;
  auto reading = aio::create_task(server.first_copied());
  auto adding = aio::create_task(server.add());
  co_await adding;
  co_await reading;
}

const std::vector<Case> cases = {CASE(bad_iterator), CASE(ok_iterator), CASE(bad_element), CASE(ok_element)};
