#include "ConfigReader.h"

#include "PathGlob.h"
#include "support/Error.h"
#include "support/Escape.h"
#include "support/YamlFields.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Regex.h>

namespace corolint {

/// `path` as an absolute one without dots; relative ones start at `folder`.
static std::string absolute(llvm::StringRef path, llvm::StringRef folder = "") {
  llvm::SmallString<128> result = folder;
  llvm::sys::path::append(result, path);
  if (llvm::sys::path::is_absolute(path))
    result = path;
  if (llvm::sys::fs::make_absolute(result)) // The working directory is gone, and nothing is found from there.
    return path.str();
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

namespace {
/// Fills a Config from the tree, and notes every mistake.
class ConfigReader {
public:
  ConfigReader(llvm::StringRef path, const Vocabulary &known, YamlMistakes &mistakes)
      : known(known), mistakes(mistakes) {
    config.path = absolute(path);
  }

  Config read(const YamlNode &root) {
    YamlFields fields(root, "the config", mistakes);
    readProfile(fields);
    if (const YamlField *headers = fields.optional("headers", config.headerFilter))
      checkHeaders(*headers);
    readRules(fields, config.rules);
    readList(fields, "overrides", [&](const YamlNode &item) { readOverride(item); });
    readList(fields, "functions", [&](const YamlNode &item) { readFunction(item); });
    std::vector<std::string> libraries;
    if (const YamlField *field = fields.optional("libraries", libraries))
      config.librariesLine = field->place.line;
    for (const std::string &library : libraries)
      config.libraries.push_back(absolute(library, llvm::sys::path::parent_path(config.path)));
    fields.finish();
    return std::move(config);
  }

private:
  void readProfile(YamlFields &fields) {
    const std::vector<std::string> names = {"default", "strict", "all"}; // In the order of the enumerators.
    std::string name;
    const YamlField *field = fields.optional("profile", name);
    if (!field)
      return;
    const auto found = llvm::find(names, name);
    if (found == names.end())
      return noteNotOneOf(field->value.place, "profile", name, names, mistakes);
    config.profile = static_cast<Profile>(found - names.begin());
    config.profileLine = field->place.line;
  }

  void checkHeaders(const YamlField &field) {
    config.headerLine = field.place.line;
    std::string why;
    if (!llvm::Regex(config.headerFilter).isValid(why) && !config.headerFilter.empty())
      mistakes.push_back({field.value.place, "'" + config.headerFilter + "' is no regular expression: " + why});
  }

  void readRules(YamlFields &fields, std::map<std::string, RuleSetting> &rules) {
    const YamlField *field = fields.find("rules");
    if (!field || !isOfKind(field->value, YamlNode::Map, "'rules'", mistakes))
      return;
    for (const YamlField &entry : field->value.fields) {
      const auto rule = known.ruleOptions.find(entry.key);
      if (rule == known.ruleOptions.end())
        noteUnknown(entry.place, "rule", entry.key, llvm::to_vector(llvm::make_first_range(known.ruleOptions)),
                    mistakes);
      else
        readRule(entry.value, rule->second, rules[entry.key]);
    }
  }

  void readRule(const YamlNode &node, llvm::ArrayRef<std::string> options, RuleSetting &setting) {
    if (node.kind == YamlNode::Text)
      return readSeverity(node, setting);
    YamlFields fields(node, "the setting of a rule", mistakes);
    std::string ignored;
    if (const YamlField *severity = fields.optional("severity", ignored))
      readSeverity(severity->value, setting);
    readOptions(fields, options, setting);
    fields.finish();
  }

  void readSeverity(const YamlNode &node, RuleSetting &setting) {
    setting.line = node.place.line;
    setting.severity = node.text == "false" ? Severity::Off : severityFromName(node.text);
    setting.on = node.text == "true" || (setting.severity && *setting.severity != Severity::Off);
    if (!setting.severity && !setting.on)
      noteNotOneOf(node.place, "severity", node.text, {"off", "hint", "warning", "error", "true", "false"}, mistakes);
  }

  void readOptions(YamlFields &fields, llvm::ArrayRef<std::string> options, RuleSetting &setting) {
    const YamlField *field = fields.find("options");
    if (!field || !isOfKind(field->value, YamlNode::Map, "'options'", mistakes))
      return;
    for (const YamlField &entry : field->value.fields) {
      if (!llvm::is_contained(options, entry.key))
        noteUnknown(entry.place, "option", entry.key, options, mistakes);
      else if (isOfKind(entry.value, YamlNode::Text, "an option", mistakes)) {
        setting.options[entry.key] = entry.value.text;
        setting.optionLines[entry.key] = entry.place.line;
      }
    }
  }

  void readList(YamlFields &fields, llvm::StringRef key, llvm::function_ref<void(const YamlNode &)> readItem) {
    const YamlField *field = fields.find(key);
    if (!field || !isOfKind(field->value, YamlNode::List, ("'" + key + "'").str(), mistakes))
      return;
    for (const YamlNode &item : field->value.items)
      readItem(item);
  }

  void readOverride(const YamlNode &node) {
    PathOverride &entry = config.overrides.emplace_back();
    YamlFields fields(node, "an entry of 'overrides'", mistakes);
    const YamlField *paths = fields.required("paths", entry.paths);
    for (const std::string &pattern : entry.paths)
      if (llvm::Error failure = checkPathGlob(pattern))
        mistakes.push_back({paths ? paths->value.place : node.place, llvm::toString(std::move(failure))});
    readRules(fields, entry.rules);
    fields.finish();
  }

  void readFunction(const YamlNode &node) {
    OwnFunction &function = config.functions.emplace_back();
    function.line = node.place.line;
    YamlFields fields(node, "an entry of 'functions'", mistakes);
    fields.required("name", function.name);
    const YamlField *role = fields.required("role", function.role);
    if (role && !llvm::is_contained(known.roles, function.role))
      noteNotOneOf(role->value.place, "role", function.role, known.roles, mistakes);
    fields.optional("remedy", function.remedy);
    fields.finish();
  }

  const Vocabulary &known;
  YamlMistakes &mistakes;
  Config config;
};
} // namespace

llvm::Expected<Config> parseConfig(llvm::StringRef path, llvm::StringRef text, const Vocabulary &known) {
  YamlMistakes mistakes;
  Config config;
  if (const std::optional<YamlNode> root = parseYaml(text, mistakes))
    config = ConfigReader(path, known, mistakes).read(*root);
  if (!mistakes.empty())
    return yamlError(path, std::move(mistakes));
  return config;
}

llvm::Expected<Config> readConfig(llvm::StringRef path, const Vocabulary &known) {
  constexpr uint64_t maxBytes = 1 << 20; // A config has a few hundred lines; more is another kind of file.
  llvm::sys::fs::file_status status;
  if (const std::error_code failure = llvm::sys::fs::status(path, status))
    return error("{0}: cannot be read: {1}", printable(path), failure.message());
  if (status.type() != llvm::sys::fs::file_type::regular_file || status.getSize() > maxBytes)
    return error("{0}: is no config file: a regular file below 1 MiB is expected", printable(path));
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return error("{0}: cannot be read: {1}", printable(path), buffer.getError().message());
  return parseConfig(path, (*buffer)->getBuffer(), known);
}

std::string findConfig(llvm::StringRef file) {
  std::string folder = absolute(file);
  if (!llvm::sys::fs::is_directory(folder))
    folder = llvm::sys::path::parent_path(folder).str();
  for (; !folder.empty(); folder = llvm::sys::path::parent_path(folder).str()) {
    llvm::SmallString<128> candidate(folder);
    llvm::sys::path::append(candidate, ".corolint");
    if (llvm::sys::fs::is_regular_file(candidate))
      return candidate.str().str();
  }
  return "";
}

} // namespace corolint
