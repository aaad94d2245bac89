// Actions that need no trial: comments that silence, the config, the rule's page, commands.
#include "Actions.h"
#include "Diagnostics.h"
#include "Suppress.h"
#include "Uri.h"
#include "config/ConfigEdit.h"
#include "config/ConfigReader.h"
#include "engine/UserCode.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/MemoryBuffer.h>

namespace corolint {

void Actions::addSuppressions(const Wish &wish, Json &list) const {
  const Document *document = workspace.session.document(wish.path);
  std::set<std::string> rules;
  for (const Finding &finding : wish.findings) {
    const bool isOfRule = !RulePages::textOf(finding.rule).empty(); // a comment about a comment is one too many
    if (!document || !isOfRule || !rules.insert(finding.rule).second)
      continue;
    for (const SuppressEdit &edit : suppressions(finding, document->text()))
      list.push_back({{"title", edit.title},
                      {"kind", "quickfix"},
                      {"diagnostics", {diagnosticOf(finding, workspace)}},
                      {"edit", workspaceEdit(edit.edits, workspace)}});
    addOff(finding, list);
  }
}

/// The config that holds for the file, with the rule switched off; a new one in the project's folder where there is
/// none.
void Actions::addOff(const Finding &finding, Json &list) const {
  const std::string &file = finding.span.path;
  const std::string given = workspace.session.settings().config;
  std::string config = given.empty() ? findConfig(file) : given;
  const bool isNew = config.empty();
  if (isNew && !workspace.client.can.createFiles)
    return;
  if (isNew)
    config = projectRoot(file) + "/.corolint";
  std::string text;
  if (const auto disk = isNew ? nullptr : llvm::MemoryBuffer::getFile(config))
    text = (*disk)->getBuffer().str();
  if (const Document *document = workspace.session.document(config))
    text = document->text();
  const std::optional<std::string> changed = withRuleOff(text, finding.rule);
  if (!changed)
    return;
  Json edit;
  if (isNew) {
    const std::string uri = uriOfPath(config);
    edit["documentChanges"] = {{{"kind", "create"}, {"uri", uri}, {"options", {{"ignoreIfExists", true}}}},
                               {{"textDocument", {{"uri", uri}, {"version", nullptr}}},
                                {"edits", {{{"range", toJson(PlaceRange())}, {"newText", *changed}}}}}};
  } else {
    edit = workspaceEdit({{{config, 0, static_cast<uint32_t>(text.size())}, *changed}}, workspace);
  }
  list.push_back({{"title", "Switch '" + finding.rule + "' off in .corolint"},
                  {"kind", "quickfix"},
                  {"diagnostics", {diagnosticOf(finding, workspace)}},
                  {"edit", std::move(edit)}});
}

void Actions::addExplanations(const Wish &wish, Json &list) const {
  std::set<std::string> rules;
  for (const Finding &finding : wish.findings)
    if (rules.insert(finding.rule).second && !RulePages::textOf(finding.rule).empty()) {
      const std::string title = "Explain '" + finding.rule + "'";
      list.push_back({{"title", title},
                      {"kind", "quickfix"},
                      {"diagnostics", {diagnosticOf(finding, workspace)}},
                      {"command", {{"title", title}, {"command", "corolint.explain"}, {"arguments", {finding.rule}}}}});
    }
}

/// Opens the page, or answers with its text where the client opens nothing.
void Actions::explain(const std::string &rule, const Reply &reply) {
  const llvm::StringRef text = RulePages::textOf(rule);
  if (text.empty())
    return reply.fail(ErrorCode::InvalidParams, "no rule '" + rule + "'");
  const std::optional<std::string> page = workspace.pages.uriOf(rule);
  if (workspace.client.can.showDocument && page)
    workspace.client.ask("window/showDocument", {{"uri", *page}, {"takeFocus", true}});
  reply(text.str());
}

void Actions::execute(const Json &params, const Reply &reply) {
  const std::string command = params.at("command").get<std::string>();
  const Json &arguments = at(params, "/arguments");
  const std::string first = arguments.is_array() && !arguments.empty() && arguments.front().is_string()
                                ? arguments.front().get<std::string>()
                                : "";
  if (command == "corolint.explain")
    return explain(first, reply);
  if (command == "corolint.reload") {
    workspace.session.startOver();
    return reply(nullptr);
  }
  if (command != "corolint.fixAll")
    return reply.fail(ErrorCode::InvalidParams, "no command '" + command + "'");
  fixAll(pathOfUri(first).value_or(""), "", [this, reply](const Json &edit) {
    if (!edit.is_null())
      workspace.client.ask("workspace/applyEdit", {{"label", "Fix all that corolint can fix safely"}, {"edit", edit}});
    reply(!edit.is_null());
  });
}

} // namespace corolint
