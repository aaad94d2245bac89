#include "Actions.h"

#include "Diagnostics.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

static constexpr const char *quickFix = "quickfix", *fixAllKind = "source.fixAll.corolint";

/// A kind stands for those below it: 'source' for 'source.fixAll.corolint'.
bool Actions::Wish::wants(llvm::StringRef kind) const {
  return only.empty() || llvm::any_of(only, [&](llvm::StringRef asked) {
           return kind == asked || (kind.starts_with(asked) && kind.drop_front(asked.size()).starts_with("."));
         });
}

void Actions::advertise(Json &capabilities) const {
  capabilities["executeCommandProvider"] = {{"commands", {"corolint.explain", "corolint.fixAll", "corolint.reload"}}};
  if (workspace.client.can.actions)
    capabilities["codeActionProvider"] = {{"codeActionKinds", {quickFix, fixAllKind}},
                                          {"resolveProvider", workspace.client.can.actionResolve}};
}

/// All safe fixes of a document, or of one rule in it: each finding's first.
static std::vector<FixOffer> safeFixes(const std::vector<Finding> &findings, const std::string &rule) {
  std::vector<FixOffer> offers;
  for (const Finding &finding : findings) {
    const auto safe = llvm::find_if(finding.fixes, [](const Fix &fix) { return fix.safe; });
    if (safe != finding.fixes.end() && (rule.empty() || finding.rule == rule))
      offers.push_back({finding, static_cast<std::size_t>(safe - finding.fixes.begin())});
  }
  return offers;
}

/// Equal edits of several fixes are one: both may add the same '#include'.
static std::vector<Edit> editsOf(const std::vector<FixOffer> &offers, const std::vector<std::size_t> &held) {
  std::vector<Edit> edits;
  for (const std::size_t offer : held)
    llvm::append_range(edits, offers[offer].get().edits);
  llvm::sort(edits);
  edits.erase(std::unique(edits.begin(), edits.end()), edits.end());
  return edits;
}

/// Tells `done` the edit that applies all safe fixes that hold; null where there is none.
void Actions::fixAll(const std::string &path, const std::string &rule, std::function<void(const Json &edit)> done) {
  workspace.waiters.whenUpToDate(path, [=, this] {
    const std::vector<FixOffer> offers = safeFixes(workspace.session.findings(path), rule);
    searchFixes(workspace.session, workspace.queue, path, offers, [=, this](const std::vector<std::size_t> &held) {
      done(held.empty() ? Json(nullptr) : workspaceEdit(editsOf(offers, held), workspace));
    });
  });
}

void Actions::answer(const Wish &wish, const Reply &reply) {
  auto list = std::make_shared<Json>(Json::array());
  if (wish.wants(quickFix))
    return offerFixes(std::make_shared<const Wish>(wish), 0, list, reply);
  offerAll(wish, list, reply);
}

/// Tries the fixes of the lines one after the other, then goes on with the rest.
void Actions::offerFixes(std::shared_ptr<const Wish> wish, std::size_t next, std::shared_ptr<Json> list, Reply reply) {
  std::vector<FixOffer> all;
  for (const Finding &finding : wish->findings)
    for (std::size_t fix = 0; fix < finding.fixes.size(); ++fix)
      all.push_back({finding, fix});
  if (!reply.isOpen())
    return;
  if (next == all.size())
    return offerAll(*wish, list, reply);
  const FixOffer offer = all[next];
  const auto tried = [=, this](const std::vector<std::size_t> &held) {
    if (!held.empty()) {
      const bool isPreferred =
          offer.get().safe && llvm::none_of(*list, [](const Json &a) { return isTrue(a, "/isPreferred"); });
      Json action = {{"title", offer.get().title},
                     {"kind", quickFix},
                     {"diagnostics", {diagnosticOf(offer.finding, workspace)}},
                     {"edit", workspaceEdit(offer.get().edits, workspace)}};
      if (isPreferred)
        action["isPreferred"] = true;
      list->push_back(std::move(action));
    }
    offerFixes(wish, next + 1, list, reply);
  };
  searchFixes(workspace.session, workspace.queue, wish->path, {offer}, tried);
}

/// The fixes of many findings, then what else there is to do about those of the lines.
void Actions::offerAll(const Wish &wish, const std::shared_ptr<Json> &list, const Reply &reply) {
  const std::vector<Finding> all = workspace.session.findings(wish.path);
  std::vector<Json> open; // edits to be found
  std::set<std::string> rules;
  for (const Finding &finding : wish.findings)
    if (wish.wants(quickFix) && rules.insert(finding.rule).second && safeFixes(all, finding.rule).size() > 1)
      open.push_back({{"title", "Fix all of '" + finding.rule + "' in this file"},
                      {"kind", quickFix},
                      {"data", {{"path", wish.path}, {"rule", finding.rule}}}});
  if (wish.wants(fixAllKind) && !safeFixes(all, "").empty())
    open.push_back({{"title", "Fix all that corolint can fix safely"},
                    {"kind", fixAllKind},
                    {"data", {{"path", wish.path}, {"rule", ""}}}});
  const auto finish = [=, this] {
    if (wish.wants(quickFix)) {
      addSuppressions(wish, *list);
      addExplanations(wish, *list);
    }
    reply(*list);
  };
  if (workspace.client.can.actionResolve) {
    for (Json &action : open)
      list->push_back(std::move(action));
    return finish();
  }
  auto left = std::make_shared<std::size_t>(open.size());
  if (open.empty())
    return finish();
  for (Json &action : open)
    fixAll(wish.path, textAt(action, "/data/rule"), [=, action = action](const Json &edit) {
      Json whole = action;
      whole.erase("data");
      whole["edit"] = edit;
      if (!edit.is_null())
        list->push_back(whole);
      if (--*left == 0)
        finish();
    });
}

void Actions::resolve(const Json &action, const Reply &reply) {
  if (at(action, "/data/path").is_null())
    return reply(action);
  fixAll(textAt(action, "/data/path"), textAt(action, "/data/rule"), [=](const Json &edit) {
    if (edit.is_null())
      return reply.fail(ErrorCode::RequestFailed, "no fix holds: each would leave its finding or break something");
    Json whole = action;
    whole["edit"] = edit;
    reply(std::move(whole));
  });
}

void Actions::serve(Router &router) {
  router.onRequest("textDocument/codeAction", [this](const Json &params, const Reply &reply) {
    Wish wish{documentOf(params), {}, {}};
    const PlaceRange range = rangeFrom(params.at("range"));
    if (const Json &only = at(params, "/context/only"); only.is_array())
      for (const Json &kind : only)
        wish.only.push_back(kind.get<std::string>());
    workspace.waiters.whenUpToDate(wish.path, [=, this]() mutable {
      const Document *document = workspace.session.document(wish.path);
      if (!document)
        return reply(Json::array());
      for (const Finding &finding : workspace.session.findings(wish.path)) {
        const PlaceRange there = document->range(finding.span, workspace.session.encoding());
        if (there.begin.line <= range.end.line && range.begin.line <= there.end.line)
          wish.findings.push_back(finding);
      }
      answer(wish, reply);
    });
  });
  router.onRequest("codeAction/resolve", [this](const Json &params, const Reply &reply) { resolve(params, reply); });
  router.onRequest("workspace/executeCommand",
                   [this](const Json &params, const Reply &reply) { execute(params, reply); });
}

} // namespace corolint
