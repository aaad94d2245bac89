// One client: reads requests until it leaves, and answers them.

#pragma once

#include "cache.h"
#include "metrics.h"
#include "net.h"
#include "storage.h"

#include <string>
#include <vector>

namespace service {

struct Request {
  std::string method;
  std::string path;
  std::string body;
  bool keep_alive = true;
};

struct Services {
  Storage &storage;
  Cache &cache;
  Metrics &metrics;
};

class Session {
public:
  Session(Connection &connection, Services services) : connection_(connection), services_(services) {}

  aio::Coroutine<> run();
  aio::Coroutine<> close();

private:
  aio::Coroutine<Request> read_request();
  aio::Coroutine<> log_in();
  aio::Coroutine<> answer(Request request);
  aio::Coroutine<> get(Request request);
  aio::Coroutine<> put(Request request);
  aio::Coroutine<> remove(Request request);
  aio::Coroutine<> reply(std::string status, std::string body = {});

  Connection &connection_;
  Services services_;
  std::string user_;
};

} // namespace service
