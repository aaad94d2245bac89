#include "Commands.h"
#include "engine/Registry.h"
#include "model/LibraryData.h"

#include <llvm/Support/raw_ostream.h>
#include <nlohmann/json.hpp>

namespace corolint {

using Json = nlohmann::ordered_json;

/// A value that may be left empty: 'rules:' with nothing behind it is as good as absent.
static Json orNothing(Json schema) { return {{"anyOf", {std::move(schema), {{"type", "null"}}}}}; }

static Json text(const char *what) { return {{"type", "string"}, {"description", what}}; }

static Json listOf(Json item, const char *what) {
  return {{"description", what}, {"anyOf", {{{"type", "array"}, {"items", std::move(item)}}, {{"type", "null"}}}}};
}

static Json object(Json properties, std::vector<std::string> required = {}) {
  Json schema = {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty())
    schema["required"] = std::move(required);
  return schema;
}

/// The value of an option: quotes around a number are allowed, as everywhere in YAML.
static Json optionSchema(const OptionInfo &option) {
  Json schema = {{"description", option.text.str() + " (default: " + option.defaultValue.str() + ")"}};
  if (option.type == "number")
    schema["anyOf"] = {{{"type", "number"}, {"minimum", 0}}, {{"type", "string"}, {"pattern", "^[0-9]+$"}}};
  else
    schema["type"] = {"string", "boolean", "number"};
  return schema;
}

static Json ruleSchema(const Rule &rule) {
  const Json severity = {{"$ref", "#/definitions/severity"}};
  Json properties = {{"severity", severity}};
  if (!rule.options.empty()) {
    Json options = Json::object();
    for (const OptionInfo &option : rule.options)
      options[option.name.str()] = optionSchema(option);
    properties["options"] = orNothing(object(std::move(options)));
  }
  return {{"description", rule.summary.str()}, {"anyOf", {severity, object(std::move(properties))}}};
}

static Json definitions() {
  Json rules = Json::object();
  for (const RegisteredRule &rule : allRules())
    rules[rule.id.str()] = ruleSchema(*rule.rule);
  return {{"severity", {{"enum", {"off", "hint", "warning", "error", true, false}}}},
          {"rules", orNothing(object(std::move(rules)))},
          {"function", object({{"name", text("qualified: 'db::Connection::query'")},
                               {"role", {{"enum", roleNames()}, {"description", "what a call of it does"}}},
                               {"remedy", text("what to do instead, for the message")}},
                              {"name", "role"})},
          {"override", object({{"paths",
                                {{"type", "array"},
                                 {"items", {{"type", "string"}}},
                                 {"description", "patterns, relative to the folder of this file"}}},
                               {"rules", {{"$ref", "#/definitions/rules"}}}},
                              {"paths"})}};
}

int printSchema() {
  const Json schema = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "Settings of corolint (.corolint)"},
      {"type", {"object", "null"}},
      {"additionalProperties", false},
      {"properties",
       {{"profile",
         {{"enum", {"default", "strict", "all"}}, {"description", "which rules run when nothing names them"}}},
        {"headers", text("headers that are yours, as a regular expression on their paths")},
        {"rules", {{"$ref", "#/definitions/rules"}}},
        {"overrides", listOf({{"$ref", "#/definitions/override"}}, "settings for some files; later ones win")},
        {"functions", listOf({{"$ref", "#/definitions/function"}}, "what functions of your own mean")},
        {"libraries", listOf({{"type", "string"}}, "data for libraries of your own, relative to this file")}}},
      {"definitions", definitions()}};
  llvm::outs() << schema.dump(2) << "\n";
  return Clean;
}

} // namespace corolint
