// Where pages and users come from: files on this machine, and a database on another.

#pragma once

#include "net.h"

#include <aio/aio.h>

#include <memory>
#include <optional>
#include <string>

namespace service {

/// An answer of the database that is on its way. Empty if the question could not be sent.
template <class T> class Query {
public:
  Query() = default;
  explicit Query(aio::Future<T> answer) : answer_(std::move(answer)) {}

  explicit operator bool() const { return answer_.has_value(); }
  auto operator co_await() const { return (*answer_).operator co_await(); }

private:
  std::optional<aio::Future<T>> answer_;
};

class Storage {
public:
  explicit Storage(std::string root) : root_(std::move(root)) {}

  aio::Coroutine<> connect(std::string host);
  aio::Coroutine<std::string> load(std::string path);
  aio::Coroutine<> store(std::string path, std::string body);
  aio::Coroutine<> remove(std::string path);

  aio::Coroutine<bool> check_password(std::string user, std::string password);
  Query<bool> is_admin(const std::string &user);

private:
  aio::Coroutine<> handshake(std::string address);
  aio::Coroutine<std::string> ask(std::string question);

  std::string root_;
  std::unique_ptr<Connection> database_;
};

} // namespace service
