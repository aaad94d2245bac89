#include "Config.h"

#include "PathGlob.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>

namespace corolint {

/// Lets what `later` says win over `setting`, member by member.
static void applyOver(RuleSetting &setting, const RuleSetting &later) {
  if (later.on) {
    setting.on = true;
    if (setting.severity == Severity::Off)
      setting.severity.reset();
  }
  if (later.severity) {
    setting.severity = later.severity;
    setting.on = *later.severity != Severity::Off;
  }
  if (later.on || later.severity)
    setting.line = later.line;
  for (const auto &[name, value] : later.options)
    setting.options[name] = value;
  for (const auto &[name, line] : later.optionLines)
    setting.optionLines[name] = line;
}

static void applyOver(RuleSetting &setting, const std::map<std::string, RuleSetting> &rules, const std::string &rule) {
  if (const auto found = rules.find(rule); found != rules.end())
    applyOver(setting, found->second);
}

/// `file` relative to the folder of the config file; empty where it is not below it.
static std::string belowFolderOf(llvm::StringRef configPath, llvm::StringRef file) {
  llvm::SmallString<128> normal(file);
  llvm::sys::path::remove_dots(normal, /*remove_dot_dot=*/true);
  llvm::StringRef rest = normal;
  const llvm::StringRef folder = llvm::sys::path::parent_path(configPath).rtrim('/');
  const bool isBelow = !configPath.empty() && rest.consume_front(folder) && rest.consume_front("/");
  return isBelow ? rest.str() : "";
}

RuleSetting Config::setting(const std::string &rule, const std::string &file) const {
  RuleSetting setting;
  applyOver(setting, rules, rule);
  const std::string relative = belowFolderOf(path, file);
  for (const PathOverride &entry : overrides) {
    const auto isMeant = [&](const std::string &pattern) { return matchesPath(pattern, relative); };
    if (!relative.empty() && llvm::any_of(entry.paths, isMeant))
      applyOver(setting, entry.rules, rule);
  }
  return setting;
}

} // namespace corolint
