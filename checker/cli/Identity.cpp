#include "Identity.h"

#include "engine/UserCode.h"
#include "store/Archive.h"

#include <llvm/Support/Path.h>

namespace corolint {

static void write(Writer &out, const std::map<std::string, RuleSetting> &rules) {
  out(rules.size());
  for (const auto &[id, setting] : rules) {
    out(id, setting.severity.has_value(), setting.on, setting.options.size());
    out.choice(setting.severity.value_or(Severity::Off), Severity::Error);
    for (const auto &[name, value] : setting.options)
      out(name, value);
  }
}

static void write(Writer &out, const Config &config) {
  out.choice(config.profile, Profile::All);
  write(out, config.rules);
  out.path(llvm::sys::path::parent_path(config.path).str()); // what the overrides' paths are relative to
  for (const PathOverride &override : config.overrides) {
    out(override.paths);
    write(out, override.rules);
  }
  for (const OwnFunction &function : config.functions)
    out(function.name, function.role, function.remedy);
}

static std::vector<std::string> asVector(const std::set<std::string> &values) { return {values.begin(), values.end()}; }

Digest identityOf(const EngineParts &parts, llvm::StringRef root) {
  Writer out(root);
  write(out, parts.config);
  out(asVector(parts.selection.on), asVector(parts.selection.off), parts.selection.onlyThese);
  for (const LibraryData &library : parts.libraries)
    out(library.name, library.source.low, library.source.high);
  for (const std::string &folder : neededFolders(parts.ownFolders))
    out.path(folder);
  out(parts.headerFilter.str());
  return digestOf(out.bytes());
}

} // namespace corolint
