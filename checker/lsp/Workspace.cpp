#include "Workspace.h"

#include "Uri.h"
#include "report/SourceText.h"

namespace corolint {

void Waiters::whenUpToDate(const std::string &path, std::function<void()> ready) {
  if (!session.document(path) || session.isUpToDate(path))
    return ready();
  waiting[path].push_back(std::move(ready));
}

void Waiters::changed(const std::string &path) {
  if (session.document(path) && !session.isUpToDate(path))
    return;
  const auto entry = waiting.extract(path);
  if (entry)
    for (const std::function<void()> &ready : entry.mapped())
      ready();
}

std::string Workspace::uriOf(const std::string &path) const {
  const auto known = uris.find(path);
  return known == uris.end() ? uriOfPath(path) : known->second;
}

static Json toJson(Place place) { return {{"line", place.line}, {"character", place.character}}; }

Json toJson(const PlaceRange &range) { return {{"start", toJson(range.begin)}, {"end", toJson(range.end)}}; }

static uint32_t count(const Json &json) {
  const auto value = json.get<int64_t>();
  return static_cast<uint32_t>(std::clamp<int64_t>(value, 0, UINT32_MAX));
}

static Place placeFrom(const Json &json) { return {count(json.at("line")), count(json.at("character"))}; }

PlaceRange rangeFrom(const Json &json) { return {placeFrom(json.at("start")), placeFrom(json.at("end"))}; }

std::string documentOf(const Json &params) {
  return pathOfUri(params.at("textDocument").at("uri").get<std::string>()).value_or("");
}

/// The range in the present text of the file; none where it cannot be read.
static std::optional<PlaceRange> rangeOf(const Span &span, const Session &session) {
  if (const Document *document = session.document(span.path))
    return document->range(span, session.encoding());
  SourceText disk;
  const SourceText::File *file = disk.file(span.path);
  if (!file)
    return std::nullopt;
  return PlaceRange{placeOf(file->lines.at(span.begin, session.encoding())),
                    placeOf(file->lines.at(span.end, session.encoding()))};
}

Json locationOf(const Span &span, const Workspace &workspace) {
  const PlaceRange range = rangeOf(span, workspace.session).value_or(PlaceRange());
  return {{"uri", workspace.uriOf(span.path)}, {"range", toJson(range)}};
}

Json workspaceEdit(const std::vector<Edit> &edits, const Workspace &workspace) {
  std::map<std::string, Json> byFile;
  for (const Edit &edit : edits)
    if (const auto range = rangeOf(edit.span, workspace.session))
      byFile[edit.span.path].push_back({{"range", toJson(*range)}, {"newText", edit.text}});
  Json changes = Json::object(), versioned = Json::array();
  for (const auto &[path, list] : byFile) {
    const Document *document = workspace.session.document(path);
    const Json version = document ? Json(document->version()) : Json(nullptr);
    versioned.push_back({{"textDocument", {{"uri", workspace.uriOf(path)}, {"version", version}}}, {"edits", list}});
    changes[workspace.uriOf(path)] = list;
  }
  return workspace.client.can.documentChanges ? Json{{"documentChanges", std::move(versioned)}}
                                              : Json{{"changes", std::move(changes)}};
}

} // namespace corolint
