#include "session.h"

#include <cstdio>
#include <sstream>

using namespace std::chrono_literals;

namespace service {

static Request parse(const std::string &line) {
  Request request;
  std::istringstream words(line);
  words >> request.method >> request.path;
  std::string option;
  while (words >> option) {
    if (option == "close")
      request.keep_alive = false;
    else
      request.body += option;
  }
  return request;
}

aio::Coroutine<> Session::run() {
  co_await log_in();
  while (connection_.open()) {
    try {
      Request request = co_await read_request();
      services_.metrics.count(request.method);
      co_await answer(std::move(request));
    } catch (...) {
      std::fprintf(stderr, "%s: request failed\n", connection_.peer().c_str());
    }
  }
}

aio::Coroutine<Request> Session::read_request() {
  const std::string line = co_await connection_.read_line();
  co_return parse(line);
}

aio::Coroutine<> Session::log_in() {
  const std::string user = co_await aio::wait_for(connection_.read_line(), 30s);
  const std::string password = co_await aio::wait_for(connection_.read_line(), 30s);
  if (co_await services_.storage.check_password(user, password)) {
    user_ = user;
    co_await reply("200");
  } else {
    reply("403", "who are you?");
    co_await connection_.close();
  }
}

aio::Coroutine<> Session::answer(Request request) {
  const bool keep_alive = request.keep_alive;
  if (request.method == "GET")
    co_await get(std::move(request));
  else if (request.method == "PUT")
    co_await put(std::move(request));
  else if (request.method == "DELETE")
    co_await remove(std::move(request));
  else
    co_await reply("405");
  keep_alive ? connection_.flush() : connection_.close();
}

aio::Coroutine<> Session::get(Request request) { co_await reply("200", co_await services_.cache.get(request.path)); }

aio::Coroutine<> Session::put(Request request) {
  auto stored = services_.storage.store(request.path, request.body);
  co_await services_.cache.refresh(request.path);
  co_await reply("201");
}

aio::Coroutine<> Session::remove(Request request) {
  if (co_await services_.storage.is_admin(user_)) {
    co_await services_.storage.remove(request.path);
    services_.cache.drop(request.path);
    co_await reply("204");
  } else {
    co_await reply("403");
  }
}

aio::Coroutine<> Session::reply(std::string status, std::string body) {
  co_await connection_.write(status + " " + std::to_string(body.size()) + "\n" + body);
}

aio::Coroutine<> Session::close() {
  co_await reply("503", "going down");
  co_await connection_.close();
}

} // namespace service
