#include "ConfigReader.h"

#include "PathGlob.h"
#include "support/Error.h"
#include "support/Escape.h"
#include "support/Suggest.h"
#include "support/Yaml.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Regex.h>

#include <functional>
#include <initializer_list>
#include <utility>

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
/// Fills a Config from the tree. Keeps the first mistake; the rest is read on, and then dropped.
class ConfigReader {
public:
  ConfigReader(llvm::StringRef path, const Vocabulary &known) : path(path), known(known) {}

  llvm::Expected<Config> read(const YamlValue &root) {
    config.path = absolute(path);
    readRoot(root);
    if (mistake.empty())
      return std::move(config);
    return errorAt(path, mistakePlace, mistake);
  }

private:
  using Field = std::pair<std::string, std::function<void(const YamlValue &)>>;

  void fail(const YamlValue &node, std::string what) {
    if (!mistake.empty())
      return;
    mistake = std::move(what);
    mistakePlace = node.place;
  }

  void failUnknown(const YamlValue &node, llvm::StringRef kind, llvm::ArrayRef<std::string> candidates) {
    fail(node, "unknown " + kind.str() + " '" + node.text + "'" + didYouMean(node.text, candidates));
  }

  /// Whether `node` is of `kind`. Nothing at all is no mistake: a key without a value keeps the default.
  bool is(const YamlValue &node, YamlValue::Kind kind, const std::string &what) {
    constexpr const char *names[] = {"nothing", "a single value", "a list", "a map"}; // In the order of the kinds.
    constexpr const char *examples[] = {"", "", " [a, b]", " {key: value}"};
    if (node.kind != kind && node.kind != YamlValue::Null)
      fail(node, what + " must be " + names[kind] + examples[kind] + ", not " + names[node.kind]);
    return node.kind == kind;
  }

  std::string scalar(const YamlValue &node, const std::string &what) {
    return is(node, YamlValue::Scalar, what) ? node.text : "";
  }

  std::vector<std::string> scalars(const YamlValue &node, const std::string &what) {
    std::vector<std::string> result;
    if (is(node, YamlValue::List, what))
      for (const YamlValue &item : node.items)
        if (is(item, YamlValue::Scalar, "an entry of " + what))
          result.push_back(item.text);
    return result;
  }

  /// Reads a map whose keys are those of `fields`.
  void readFields(const YamlValue &node, const std::string &what, std::initializer_list<Field> fields) {
    if (!is(node, YamlValue::Map, what))
      return;
    for (const YamlEntry &entry : node.entries) {
      const auto *field = llvm::find_if(fields, [&](const Field &f) { return f.first == entry.key.text; });
      if (field != fields.end())
        field->second(entry.value);
      else
        failUnknown(entry.key, "key", llvm::to_vector(llvm::make_first_range(fields)));
    }
  }

  void readRoot(const YamlValue &node) {
    readFields(node, "the config",
               {{"profile", [&](const YamlValue &value) { readProfile(value); }},
                {"headers", [&](const YamlValue &value) { readHeaders(value); }},
                {"rules", [&](const YamlValue &value) { readRules(value, config.rules); }},
                {"overrides", [&](const YamlValue &value) { readOverrides(value); }},
                {"functions", [&](const YamlValue &value) { readFunctions(value); }},
                {"libraries", [&](const YamlValue &value) { readLibraries(value); }}});
  }

  void readProfile(const YamlValue &node) {
    const std::vector<std::string> names = {"default", "strict", "all"}; // In the order of the enumerators.
    if (!is(node, YamlValue::Scalar, "'profile'"))
      return;
    const auto found = llvm::find(names, node.text);
    if (found == names.end())
      return failUnknown(node, "profile", names);
    config.profile = static_cast<Profile>(found - names.begin());
  }

  void readHeaders(const YamlValue &node) {
    config.headerFilter = scalar(node, "'headers'");
    std::string why;
    if (!llvm::Regex(config.headerFilter).isValid(why) && !config.headerFilter.empty())
      fail(node, "'" + config.headerFilter + "' is no regular expression: " + why);
  }

  void readRules(const YamlValue &node, std::map<std::string, RuleSetting> &rules) {
    if (!is(node, YamlValue::Map, "'rules'"))
      return;
    for (const YamlEntry &entry : node.entries) {
      const auto rule = known.ruleOptions.find(entry.key.text);
      if (rule == known.ruleOptions.end())
        failUnknown(entry.key, "rule", llvm::to_vector(llvm::make_first_range(known.ruleOptions)));
      else
        readRule(entry.value, rule->second, rules[entry.key.text]);
    }
  }

  void readRule(const YamlValue &node, llvm::ArrayRef<std::string> options, RuleSetting &setting) {
    if (node.kind == YamlValue::Scalar)
      return readSeverity(node, setting);
    readFields(node, "the setting of a rule",
               {{"severity", [&](const YamlValue &value) { readSeverity(value, setting); }},
                {"options", [&](const YamlValue &value) { readOptions(value, options, setting); }}});
  }

  void readSeverity(const YamlValue &node, RuleSetting &setting) {
    const std::string word = scalar(node, "'severity'");
    setting.severity = word == "false" ? Severity::Off : severityFromName(word);
    setting.on = word == "true" || (setting.severity && *setting.severity != Severity::Off);
    if (!word.empty() && !setting.severity && !setting.on)
      failUnknown(node, "severity", {"off", "hint", "warning", "error", "true", "false"});
  }

  void readOptions(const YamlValue &node, llvm::ArrayRef<std::string> options, RuleSetting &setting) {
    if (!is(node, YamlValue::Map, "'options'"))
      return;
    for (const YamlEntry &entry : node.entries) {
      if (!llvm::is_contained(options, entry.key.text))
        failUnknown(entry.key, "option", options);
      else if (is(entry.value, YamlValue::Scalar, "an option"))
        setting.options[entry.key.text] = entry.value.text;
    }
  }

  void readOverrides(const YamlValue &node) {
    if (!is(node, YamlValue::List, "'overrides'"))
      return;
    for (const YamlValue &item : node.items) {
      PathOverride &entry = config.overrides.emplace_back();
      readFields(item, "an entry of 'overrides'",
                 {{"paths", [&](const YamlValue &value) { readPaths(value, entry.paths); }},
                  {"rules", [&](const YamlValue &value) { readRules(value, entry.rules); }}});
      if (entry.paths.empty())
        fail(item, "an entry of 'overrides' needs 'paths'");
    }
  }

  void readPaths(const YamlValue &node, std::vector<std::string> &paths) {
    paths = scalars(node, "'paths'");
    for (const std::string &pattern : paths)
      if (llvm::Error failure = checkPathGlob(pattern))
        fail(node, llvm::toString(std::move(failure)));
  }

  void readFunctions(const YamlValue &node) {
    if (!is(node, YamlValue::List, "'functions'"))
      return;
    for (const YamlValue &item : node.items) {
      OwnFunction &function = config.functions.emplace_back();
      readFields(item, "an entry of 'functions'",
                 {{"name", [&](const YamlValue &value) { function.name = scalar(value, "'name'"); }},
                  {"role", [&](const YamlValue &value) { readRole(value, function.role); }},
                  {"remedy", [&](const YamlValue &value) { function.remedy = scalar(value, "'remedy'"); }}});
      if (function.name.empty() || function.role.empty())
        fail(item, "an entry of 'functions' needs 'name' and 'role'");
    }
  }

  void readRole(const YamlValue &node, std::string &role) {
    role = scalar(node, "'role'");
    if (!role.empty() && !llvm::is_contained(known.roles, role))
      failUnknown(node, "role", known.roles);
  }

  void readLibraries(const YamlValue &node) {
    for (const std::string &library : scalars(node, "'libraries'"))
      config.libraries.push_back(absolute(library, llvm::sys::path::parent_path(config.path)));
  }

  llvm::StringRef path;
  const Vocabulary &known;
  Config config;
  std::string mistake; // empty: none so far
  LineColumn mistakePlace;
};
} // namespace

llvm::Expected<Config> parseConfig(llvm::StringRef path, llvm::StringRef text, const Vocabulary &known) {
  auto root = readYaml(path, text);
  if (!root)
    return root.takeError();
  return ConfigReader(path, known).read(*root);
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
