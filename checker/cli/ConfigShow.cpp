#include "Commands.h"
#include "Setup.h"
#include "support/Escape.h"
#include "support/Paths.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

static std::string profileName(Profile profile) {
  static constexpr const char *names[] = {"default", "strict", "all"}; // in the order of the enumerators
  return names[static_cast<int>(profile)];
}

namespace {

/// Writes settings as a config file that sets the same, with the line that each comes from behind it.
class SettingsWriter {
public:
  SettingsWriter(const Engine &engine, const CheckArguments &arguments, std::string file)
      : engine(engine), config(engine.settings()), arguments(arguments), file(std::move(file)) {}

  void write() {
    llvm::outs() << "# " << printable(file) << "\n# "
                 << (config.path.empty() ? std::string("no config file applies") : printable(config.path)) << "\n";
    writeTop();
    writeFunctions();
    llvm::outs() << "rules:\n";
    for (const RegisteredRule &rule : allRules())
      writeRule(rule);
  }

private:
  static std::string quoted(llvm::StringRef text) {
    std::string result = "'";
    for (const char letter : printable(text))
      result += letter == '\'' ? std::string("''") : std::string(1, letter);
    return result + "'";
  }

  std::string whence(unsigned line, bool isOfCommandLine = false) const {
    if (isOfCommandLine)
      return "the command line";
    return line == 0 ? "default" : llvm::formatv("{0}:{1}", printable(config.path), line).str();
  }

  void put(const std::string &text, const std::string &why) const {
    if (arguments.why)
      llvm::outs() << llvm::formatv("{0,-48} # {1}\n", text, why);
    else
      llvm::outs() << text << "\n";
  }

  void writeTop() const {
    put("profile: " + profileName(config.profile), whence(config.profileLine, !arguments.profile.empty()));
    const bool isGiven = !arguments.headerFilter.empty();
    const std::string &headers = isGiven ? arguments.headerFilter : config.headerFilter;
    if (!headers.empty())
      put("headers: " + quoted(headers), whence(config.headerLine, isGiven));
    if (config.libraries.empty())
      return;
    put("libraries:", whence(config.librariesLine));
    for (const std::string &library : config.libraries)
      llvm::outs() << "  - " << quoted(library) << "\n";
  }

  void writeFunctions() const {
    if (!config.functions.empty())
      llvm::outs() << "functions:\n";
    for (const OwnFunction &function : config.functions)
      put(llvm::formatv("  - {{name: {0}, role: {1}, remedy: {2}}", quoted(function.name), function.role,
                        quoted(function.remedy))
              .str(),
          whence(function.line));
  }

  std::string whySeverity(const RegisteredRule &rule, const RuleSetting &setting, bool isOn) const {
    if (setting.line != 0 || (rule.rule->tier == Tier::Default && isOn))
      return whence(setting.line);
    const std::string profile = profileName(config.profile);
    return "profile " + profile + (isOn ? " has it" : " leaves it out");
  }

  void writeRule(const RegisteredRule &rule) const {
    const RuleSetting setting = config.setting(rule.id.str(), file);
    const std::optional<Severity> shown = engine.severityIn(file, rule);
    const std::string severity = severityName(shown.value_or(Severity::Off));
    const std::string why = whySeverity(rule, setting, shown.has_value());
    if (rule.rule->options.empty())
      return put(llvm::formatv("  {0}: {1}", rule.id, severity).str(), why);
    put(llvm::formatv("  {0}:", rule.id).str(), rule.rule->summary.str());
    put("    severity: " + severity, why);
    llvm::outs() << "    options:\n";
    for (const OptionInfo &option : rule.rule->options) {
      const std::string name = option.name.str();
      const auto value = setting.options.find(name);
      const auto line = setting.optionLines.find(name);
      put(llvm::formatv("      {0}: {1}", name,
                        quoted(value == setting.options.end() ? option.defaultValue : llvm::StringRef(value->second)))
              .str(),
          whence(line == setting.optionLines.end() ? 0 : line->second));
    }
  }

  const Engine &engine;
  const Config &config;
  const CheckArguments &arguments;
  std::string file;
};

} // namespace

int showConfig(const CheckArguments &arguments) {
  const std::string &asked = arguments.paths.front();
  if (!llvm::sys::fs::exists(asked)) {
    complain(asked + ": no such file or folder");
    return Usage;
  }
  const std::string file = absolutePath(asked);
  auto engine = engineFor(arguments, file);
  if (!engine) {
    complain(llvm::toString(engine.takeError()));
    return Usage;
  }
  SettingsWriter(**engine, arguments, file).write();
  return Clean;
}

int verifyConfig(const CheckArguments &arguments) {
  const std::string &asked = arguments.paths.front();
  CheckArguments named = arguments;
  named.config = llvm::sys::fs::is_directory(asked) ? findConfig(asked) : absolutePath(asked);
  if (named.config.empty()) {
    complain(asked + ": no .corolint in this folder or above; 'corolint config init' writes one");
    return Usage;
  }
  auto engine = engineFor(named, named.config);
  if (!engine) {
    complain(llvm::toString(engine.takeError()));
    return Usage;
  }
  const Config &config = (*engine)->settings();
  llvm::outs() << llvm::formatv("{0}: fine; {1} rules set, {2} overrides, {3} functions, {4} libraries\n",
                                printable(named.config), config.rules.size(), config.overrides.size(),
                                config.functions.size(), config.libraries.size());
  return Clean;
}

} // namespace corolint
