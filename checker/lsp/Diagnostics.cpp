#include "Diagnostics.h"

#include "Uri.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/xxhash.h>

namespace corolint {

static std::string resultIdOf(const Json &items) { return llvm::utohexstr(llvm::xxh3_64bits(dump(items))); }

Json Diagnostics::capability() const {
  if (!workspace.client.can.pull)
    return nullptr;
  return {{"identifier", "corolint"}, {"interFileDependencies", true}, {"workspaceDiagnostics", true}};
}

/// All items, or that they are those that the client knows.
Json Diagnostics::report(const Json &items, const std::string &known) const {
  const std::string id = resultIdOf(items);
  if (id == known)
    return {{"kind", "unchanged"}, {"resultId", id}};
  return {{"kind", "full"}, {"resultId", id}, {"items", items}};
}

/// A report of each open document that the client does not know; what it knows and is closed is empty.
Json Diagnostics::wholeReport(const WholeRequest &request) const {
  Json reports = Json::array();
  const auto add = [&](const std::string &uri, const Json &items, const Json &version) {
    const auto known = request.known.find(uri);
    Json one = report(items, known == request.known.end() ? "" : known->second);
    if (one.at("kind") == "unchanged")
      return;
    one["uri"] = uri;
    one["version"] = version;
    reports.push_back(std::move(one));
  };
  for (const auto &[path, document] : workspace.session.all())
    if (workspace.session.isUpToDate(path))
      add(workspace.uriOf(path), diagnosticsOf(path, workspace), document.version());
  for (const auto &[uri, id] : request.known)
    if (!workspace.session.document(pathOfUri(uri).value_or("")))
      add(uri, Json::array(), nullptr);
  return reports;
}

/// Answers requests that wait for news, if there are any for them.
void Diagnostics::answerWhole() {
  std::erase_if(waiting, [](const WholeRequest &request) { return !request.reply.isOpen(); });
  std::erase_if(waiting, [this](const WholeRequest &request) {
    Json items = wholeReport(request);
    const bool isNews = !items.empty();
    if (isNews)
      request.reply({{"items", std::move(items)}});
    return isNews;
  });
}

void Diagnostics::changed(const std::string &path) {
  const Document *document = workspace.session.document(path);
  if (!document)
    return;
  const Json items = diagnosticsOf(path, workspace);
  if (!workspace.client.can.pull)
    return workspace.client.notify(
        "textDocument/publishDiagnostics",
        {{"uri", workspace.uriOf(path)}, {"version", document->version()}, {"diagnostics", items}});
  answerWhole();
  // The client asks after its own edits; of what an edit elsewhere has changed here it is told.
  const auto known = answered.find(path);
  if (workspace.client.can.pullRefresh && known != answered.end() && known->second != resultIdOf(items) &&
      workspace.session.isUpToDate(path)) {
    answered.erase(known);
    workspace.client.ask("workspace/diagnostic/refresh", nullptr);
  }
}

void Diagnostics::closed(const std::string &path) {
  answered.erase(path);
  if (!workspace.client.can.pull)
    workspace.client.notify("textDocument/publishDiagnostics",
                            {{"uri", workspace.uriOf(path)}, {"diagnostics", Json::array()}});
  else
    answerWhole();
}

void Diagnostics::serve(Router &router) {
  router.onRequest("textDocument/diagnostic", [this](const Json &params, Reply reply) {
    const std::string path = documentOf(params), known = textAt(params, "/previousResultId");
    workspace.waiters.whenUpToDate(path, [=, this] {
      const Json items = diagnosticsOf(path, workspace);
      answered[path] = resultIdOf(items);
      reply(report(items, known));
    });
  });
  router.onRequest("workspace/diagnostic", [this](const Json &params, Reply reply) {
    WholeRequest request{std::move(reply), {}};
    for (const Json &known : params.at("previousResultIds"))
      request.known[known.at("uri").get<std::string>()] = known.at("value").get<std::string>();
    waiting.push_back(std::move(request));
    answerWhole();
  });
}

} // namespace corolint
