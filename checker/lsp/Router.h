// From a message to the function that serves its method, as the protocol's life cycle allows.
//
// Nothing that comes in ends the server but 'exit' and the end of input: what is wrong with a message is its answer.
#pragma once

#include "Client.h"

#include <llvm/ADT/StringRef.h>

namespace corolint {

class Router {
public:
  explicit Router(Client &client) : client(client) {}

  using Request = std::function<void(const Json &params, Reply reply)>;
  using Notification = std::function<void(const Json &params)>;
  void onRequest(const char *method, Request serve) { requests[method] = std::move(serve); }
  void onNotification(const char *method, Notification serve) { notifications[method] = std::move(serve); }

  /// Serves one message, as its JSON text.
  void receive(llvm::StringRef text);

  /// Answers that a frame was no message.
  void broken(const std::string &why) { client.fail(nullptr, ErrorCode::ParseError, why); }

  /// How the program ends once 'exit' has come: 0 after 'shutdown', else 1; none before.
  std::optional<int> exitCode() const { return exit; }

  bool isShutDown() const { return state == State::ShutDown; }

private:
  enum class State { Fresh, Running, ShutDown };

  void serveRequest(const Json &message, const std::string &method);
  void serveNotification(const Json &message, const std::string &method);
  bool mayServe(const Json &id, const std::string &method);

  Client &client;
  std::map<std::string, Request> requests;
  std::map<std::string, Notification> notifications;
  State state = State::Fresh;
  std::optional<int> exit;
};

} // namespace corolint
