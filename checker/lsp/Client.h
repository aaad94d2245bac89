// The client: what it can do, and what is sent to it.
#pragma once

#include "Json.h"

#include <functional>
#include <map>
#include <set>

namespace corolint {

/// What of the protocol the client takes; the rest is done without, or in another way.
struct ClientCapabilities {
  bool relatedInformation = false, codeDescription = false, tags = false, data = false;
  bool pull = false, pullRefresh = false;
  bool actions = false, actionResolve = false;
  bool documentChanges = false, createFiles = false;
  bool configuration = false, watchesFiles = false;
  bool showDocument = false, markdown = false, progress = false;

  static ClientCapabilities of(const Json &capabilities);
};

enum class ErrorCode : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  NotInitialized = -32002,
  RequestFailed = -32803,
  RequestCancelled = -32800,
};

/// For one thread, the session's.
class Client {
public:
  explicit Client(std::function<void(const Json &)> send) : send(std::move(send)) {}

  ClientCapabilities can;

  void notify(const char *method, Json params);

  /// Asks the client; `answered` gets its result, null where it fails.
  void ask(const char *method, Json params, std::function<void(const Json &result)> answered = {});
  void answered(const Json &message);

  // Requests of the client's: each is answered once.
  bool begin(const Json &id) { return open.insert(dump(id)).second; }
  void reply(const Json &id, Json result);
  void fail(const Json &id, ErrorCode code, const std::string &message);
  bool isOpen(const Json &id) const { return open.contains(dump(id)); }

private:
  std::function<void(const Json &)> send;
  std::set<std::string> open; // ids of requests without an answer
  std::map<int64_t, std::function<void(const Json &)>> asked;
  int64_t asks = 0;
};

/// The answer to one request, for whoever has it; what comes after the first, or after a cancellation, is dropped.
class Reply {
public:
  Reply(Client &client, Json id) : client(&client), id(std::move(id)) {}

  void operator()(Json result) const { client->reply(id, std::move(result)); }
  void fail(ErrorCode code, const std::string &message) const { client->fail(id, code, message); }
  bool isOpen() const { return client->isOpen(id); }

private:
  Client *client;
  Json id;
};

} // namespace corolint
