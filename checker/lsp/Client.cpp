#include "Client.h"

namespace corolint {

ClientCapabilities ClientCapabilities::of(const Json &all) {
  ClientCapabilities can;
  const Json &published = at(all, "/textDocument/publishDiagnostics"), &pulled = at(all, "/textDocument/diagnostic");
  const auto diagnostics = [&](const char *what) { return isTrue(published, what) || isTrue(pulled, what); };
  can.relatedInformation = diagnostics("/relatedInformation");
  can.codeDescription = diagnostics("/codeDescriptionSupport");
  can.data = diagnostics("/dataSupport");
  can.tags = at(published, "/tagSupport").is_object() || at(pulled, "/tagSupport").is_object();
  can.pull = pulled.is_object();
  can.pullRefresh = isTrue(all, "/workspace/diagnostics/refreshSupport");
  const Json &action = at(all, "/textDocument/codeAction");
  can.actions = at(action, "/codeActionLiteralSupport").is_object();
  can.actionResolve = isTrue(action, "/dataSupport") && lists(action, "/resolveSupport/properties", "edit");
  can.documentChanges = isTrue(all, "/workspace/workspaceEdit/documentChanges");
  can.createFiles = can.documentChanges && lists(all, "/workspace/workspaceEdit/resourceOperations", "create");
  can.configuration = isTrue(all, "/workspace/configuration");
  can.watchesFiles = isTrue(all, "/workspace/didChangeWatchedFiles/dynamicRegistration");
  can.showDocument = isTrue(all, "/window/showDocument/support");
  can.progress = isTrue(all, "/window/workDoneProgress");
  can.markdown = lists(all, "/textDocument/hover/contentFormat", "markdown");
  return can;
}

void Client::notify(const char *method, Json params) {
  send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void Client::ask(const char *method, Json params, std::function<void(const Json &)> answer) {
  const int64_t id = ++asks;
  asked[id] = std::move(answer);
  send({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}});
}

void Client::answered(const Json &message) {
  const Json &id = at(message, "/id");
  const auto question = id.is_number_integer() ? asked.extract(id.get<int64_t>()) : decltype(asked)::node_type();
  if (question && question.mapped())
    question.mapped()(at(message, "/result"));
}

void Client::reply(const Json &id, Json result) {
  if (open.erase(dump(id)) != 0)
    send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

void Client::fail(const Json &id, ErrorCode code, const std::string &message) {
  if (open.erase(dump(id)) != 0 || id.is_null())
    send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", static_cast<int>(code)}, {"message", message}}}});
}

} // namespace corolint
