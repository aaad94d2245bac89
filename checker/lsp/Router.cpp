#include "Router.h"

namespace corolint {

static const Json &paramsOf(const Json &message) { return at(message, "/params"); }

void Router::receive(llvm::StringRef text) {
  const Json message = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (message.is_discarded())
    return broken("the message is no JSON");
  const Json &id = at(message, "/id"), &method = at(message, "/method");
  const bool isId = id.is_string() || id.is_number_integer();
  if (!message.is_object() || (!method.is_string() && !isId))
    return client.fail(nullptr, ErrorCode::InvalidRequest, "a message has a 'method', an 'id' or both");
  if (!method.is_string())
    return client.answered(message);
  if (isId)
    serveRequest(message, method.get<std::string>());
  else
    serveNotification(message, method.get<std::string>());
}

/// Whether the request fits the life cycle; otherwise it is answered.
bool Router::mayServe(const Json &id, const std::string &method) {
  if (state == State::ShutDown)
    client.fail(id, ErrorCode::InvalidRequest, "the server was shut down");
  else if (state == State::Fresh && method != "initialize")
    client.fail(id, ErrorCode::NotInitialized, "'initialize' comes first");
  else if (state == State::Running && method == "initialize")
    client.fail(id, ErrorCode::InvalidRequest, "'initialize' comes once");
  else
    return true;
  return false;
}

void Router::serveRequest(const Json &message, const std::string &method) {
  const Json id = message.at("id");
  if (!client.begin(id))
    return client.fail(nullptr, ErrorCode::InvalidRequest, "the id " + dump(id) + " is that of an open request");
  if (!mayServe(id, method))
    return;
  if (method == "shutdown") {
    state = State::ShutDown;
    return client.reply(id, nullptr);
  }
  const auto serve = requests.find(method);
  if (serve == requests.end())
    return client.fail(id, ErrorCode::MethodNotFound, "no method '" + method + "'");
  if (method == "initialize")
    state = State::Running;
  try {
    serve->second(paramsOf(message), Reply(client, id));
  } catch (const Json::exception &wrong) {
    client.fail(id, ErrorCode::InvalidParams, wrong.what());
  }
}

void Router::serveNotification(const Json &message, const std::string &method) {
  if (method == "exit") {
    exit = state == State::ShutDown ? 0 : 1;
    return;
  }
  if (state != State::Running)
    return;
  const Json &params = paramsOf(message);
  if (method == "$/cancelRequest")
    return client.fail(at(params, "/id").is_null() ? Json("") : at(params, "/id"), ErrorCode::RequestCancelled,
                       "cancelled");
  const auto serve = notifications.find(method);
  if (serve == notifications.end())
    return;
  try {
    serve->second(params);
  } catch (const Json::exception &wrong) {
    client.notify("window/logMessage", {{"type", 1}, {"message", method + ": " + wrong.what()}});
  }
}

} // namespace corolint
