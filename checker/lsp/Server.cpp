#include "Server.h"

#include "ClientSettings.h"
#include "Hover.h"
#include "Uri.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSwitch.h>

#include <thread>

namespace corolint {

Server::Server(Analysis &analysis, ServerOptions chosen, FrameWriter &writer, Trace trace)
    : options(std::move(chosen)), writer(writer), trace(std::move(trace)),
      client([this](const Json &message) { send(message); }), router(client),
      session(analysis, *queue, options.makeEngine, [this](const std::string &path) { documentChanged(path); }),
      waiters(session), pages(options.pageFolder), workspace{session, *queue, client, waiters, pages, {}},
      diagnostics(workspace), actions(workspace), fromClient(options.settings) {
  serve();
}

void Server::send(const Json &message) {
  const std::string text = dump(message);
  trace.write("server", text);
  if (!writer.write(text)) {
    isCut = true;
    queue->stop();
  }
}

void Server::documentChanged(const std::string &path) {
  waiters.changed(path);
  if (session.isUpToDate(path) || session.lastCheck(path))
    diagnostics.changed(path);
}

static llvm::StringRef nameOf(Encoding encoding) {
  return encoding == Encoding::Utf8 ? "utf-8" : encoding == Encoding::Utf32 ? "utf-32" : "utf-16";
}

/// The first of the client's encodings: all three are ours. UTF-16 is what every client speaks.
static Encoding encodingFor(const Json &offered, std::optional<Encoding> otherwise) {
  if (offered.is_array())
    for (const Json &name : offered)
      for (const Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
        if (name.is_string() && name.get<std::string>() == nameOf(encoding))
          return encoding;
  return otherwise.value_or(Encoding::Utf16);
}

Json Server::capabilities() const {
  Json all = {{"positionEncoding", nameOf(session.encoding()).str()},
              {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
              {"hoverProvider", true},
              {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
  if (Json pull = diagnostics.capability(); !pull.is_null())
    all["diagnosticProvider"] = std::move(pull);
  actions.advertise(all);
  return all;
}

void Server::foldersFrom(const Json &list) {
  if (list.is_array())
    for (const Json &folder : list)
      if (const auto path = pathOfUri(textAt(folder, "/uri")))
        folders.push_back(*path);
}

Json Server::initialize(const Json &params) {
  client.can = ClientCapabilities::of(at(params, "/capabilities"));
  session.setEncoding(encodingFor(at(params, "/capabilities/general/positionEncodings"), options.encoding));
  foldersFrom(at(params, "/workspaceFolders"));
  if (const auto root = pathOfUri(textAt(params, "/rootUri")); folders.empty() && root)
    folders.push_back(*root);
  session.setFolders(folders);
  const std::string first = folders.empty() ? "/" : folders.front();
  fromClient = settingsFrom(at(params, "/initializationOptions"), options.settings, first);
  session.setSettings(fromClient);
  return {{"capabilities", capabilities()}, {"serverInfo", {{"name", "corolint"}, {"version", options.version}}}};
}

void Server::askSettings() {
  if (!client.can.configuration)
    return;
  client.ask("workspace/configuration", {{"items", {{{"section", "corolint"}}}}}, [this](const Json &answer) {
    const std::string first = folders.empty() ? "/" : folders.front();
    if (answer.is_array() && !answer.empty())
      session.setSettings(settingsFrom(answer.front(), fromClient, first));
  });
}

void Server::initialized() {
  Json wanted = Json::array();
  if (client.can.watchesFiles) {
    Json watchers = Json::array();
    for (const char *glob : {"**/compile_commands.json", "**/.corolint", "**/*.{h,hh,hpp,hxx,ipp,tpp,inc}"})
      watchers.push_back({{"globPattern", glob}});
    wanted.push_back({{"id", "corolint-files"},
                      {"method", "workspace/didChangeWatchedFiles"},
                      {"registerOptions", {{"watchers", watchers}}}});
  }
  if (client.can.configuration)
    wanted.push_back({{"id", "corolint-settings"},
                      {"method", "workspace/didChangeConfiguration"},
                      {"registerOptions", {{"section", "corolint"}}}});
  if (!wanted.empty())
    client.ask("client/registerCapability", {{"registrations", std::move(wanted)}});
  askSettings();
}

static std::vector<TextChange> changesFrom(const Json &list) {
  std::vector<TextChange> changes;
  for (const Json &change : list) {
    TextChange one{std::nullopt, change.at("text").get<std::string>()};
    if (!at(change, "/range").is_null())
      one.range = rangeFrom(change.at("range"));
    changes.push_back(std::move(one));
  }
  return changes;
}

void Server::serveDocuments() {
  router.onNotification("textDocument/didOpen", [this](const Json &params) {
    const std::string path = documentOf(params);
    const Json &document = params.at("textDocument");
    if (path.empty()) // no file: nothing says how it is compiled
      return;
    workspace.uris[path] = document.at("uri").get<std::string>();
    session.open(path, document.at("version").get<int64_t>(), document.at("text").get<std::string>());
  });
  router.onNotification("textDocument/didChange", [this](const Json &params) {
    const Json &version = params.at("textDocument").at("version");
    const Document *document = session.document(documentOf(params));
    const int64_t number = version.is_number() ? version.get<int64_t>() : document ? document->version() + 1 : 0;
    session.change(documentOf(params), number, changesFrom(params.at("contentChanges")));
  });
  router.onNotification("textDocument/didSave", [this](const Json &params) { session.save(documentOf(params)); });
  router.onNotification("textDocument/didClose", [this](const Json &params) {
    const std::string path = documentOf(params);
    if (!session.close(path))
      return;
    waiters.changed(path);
    diagnostics.closed(path);
    workspace.uris.erase(path);
  });
}

void Server::serveSettings() {
  router.onNotification("workspace/didChangeConfiguration", [this](const Json &params) {
    const Json &pushed = at(params, "/settings/corolint");
    const std::string first = folders.empty() ? "/" : folders.front();
    if (pushed.is_object())
      session.setSettings(settingsFrom(pushed, fromClient, first));
    else
      askSettings();
  });
  router.onNotification("workspace/didChangeWatchedFiles", [this](const Json &params) {
    std::vector<std::string> paths;
    for (const Json &change : params.at("changes"))
      if (const auto path = pathOfUri(change.at("uri").get<std::string>()))
        paths.push_back(*path);
    session.filesChanged(paths);
  });
  router.onNotification("workspace/didChangeWorkspaceFolders", [this](const Json &params) {
    for (const Json &folder : params.at("event").at("removed"))
      llvm::erase(folders, pathOfUri(textAt(folder, "/uri")).value_or(""));
    foldersFrom(params.at("event").at("added"));
    session.setFolders(folders);
    session.startOver();
  });
}

void Server::serve() {
  router.onRequest("initialize", [this](const Json &params, const Reply &reply) { reply(initialize(params)); });
  router.onNotification("initialized", [this](const Json &) { initialized(); });
  serveDocuments();
  serveSettings();
  diagnostics.serve(router);
  actions.serve(router);
  serveHover(router, workspace);
}

void Server::receive(const FrameReader::Frame &frame) {
  if (frame.kind == FrameReader::Kind::End) {
    isCut = true;
    return queue->stop();
  }
  trace.write("client", frame.text);
  if (frame.kind == FrameReader::Kind::Broken)
    return router.broken(frame.text);
  router.receive(frame.text);
  if (router.exitCode())
    queue->stop();
}

/// Nothing is read behind 'exit', so that the reader ends as well.
static bool isExit(const FrameReader::Frame &frame) {
  if (frame.kind != FrameReader::Kind::Message || frame.text.size() > 200)
    return false;
  return textAt(Json::parse(frame.text, nullptr, /*allow_exceptions=*/false), "/method") == "exit";
}

int Server::run(int input) {
  std::thread reader([this, input, queue = queue] {
    FrameReader frames(input);
    for (;;) {
      FrameReader::Frame frame = frames.read();
      const bool isLast = frame.kind == FrameReader::Kind::End || isExit(frame);
      queue->post([this, frame = std::move(frame)] { receive(frame); });
      if (isLast)
        return;
    }
  });
  queue->run();
  reader.detach(); // It may wait for input that never comes; all it has is the queue.
  return router.exitCode().value_or(router.isShutDown() ? 0 : 1);
}

} // namespace corolint
