#include "storage.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <netdb.h>
#include <sstream>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;

namespace service {

static std::size_t hash_slowly(const std::string &text) {
  std::size_t hash = 0;
  for (int round = 0; round < 100'000; ++round)
    hash = std::hash<std::string>()(text + std::to_string(hash));
  return hash;
}

aio::Coroutine<> Storage::connect(std::string host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo *found = nullptr;
  if (getaddrinfo(host.c_str(), "5432", &hints, &found) != 0)
    throw std::runtime_error("cannot resolve " + host);
  freeaddrinfo(found);
  database_ = std::make_unique<Connection>(host);
  co_await handshake(host);
}

aio::Coroutine<> Storage::handshake(std::string address) {
  co_await database_->write("hello " + address + "\n");
  const std::string greeting = co_await database_->read_line();
  if (!greeting.starts_with("welcome"))
    throw std::runtime_error("unexpected greeting: " + greeting);
}

aio::Coroutine<std::string> Storage::ask(std::string question) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_await database_->write(question + "\n");
      co_return co_await aio::wait_for(database_->read_line(), 2s);
    } catch (const aio::TimeoutError &) {
      std::fprintf(stderr, "no answer from %s\n", database_->peer().c_str());
    }
    std::this_thread::sleep_for(100ms * (attempt + 1));
  }
  throw std::runtime_error("the database is gone");
}

aio::Coroutine<std::string> Storage::load(std::string path) {
  std::ifstream file(root_ + "/" + path);
  std::string body, line;
  while (std::getline(file, line))
    body += line + "\n";
  if (body.empty())
    body = co_await ask("page " + path);
  co_return body;
}

aio::Coroutine<> Storage::store(std::string path, std::string body) { co_await ask("put " + path + " " + body); }

aio::Coroutine<> Storage::remove(std::string path) { co_await ask("delete " + path); }

aio::Coroutine<bool> Storage::check_password(std::string user, std::string password) {
  auto hash = std::async(std::launch::async, hash_slowly, std::move(password));
  const std::string expected = co_await ask("hash " + user);
  co_return std::to_string(hash.get()) == expected;
}

Query<bool> Storage::is_admin(const std::string &user) {
  if (!database_)
    return {};
  auto answer = aio::get_running_loop().create_future<bool>();
  auto asked = aio::create_task(ask("admin " + user));
  asked.add_done_callback([answer](const aio::Future<std::string> &reply) {
    if (answer.done())
      return;
    if (reply.cancelled())
      answer.cancel();
    else if (const std::exception_ptr error = reply.exception())
      answer.set_exception(error);
    else
      answer.set_result(reply.result() == "yes");
  });
  return Query<bool>(answer);
}

} // namespace service
