#include "Settings.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>

namespace corolint {

static constexpr char separator = '\0'; // stands in no path and no text of a setting

std::string pack(const Settings &settings, const std::string &folder) {
  std::string packed = folder;
  for (const std::string *value :
       {&settings.buildFolder, &settings.config, &settings.profile, &settings.rules, &settings.headerFilter})
    packed += separator + *value;
  return packed;
}

std::pair<Settings, std::string> unpackSettings(const std::string &packed) {
  llvm::SmallVector<llvm::StringRef> parts;
  llvm::StringRef(packed).split(parts, separator);
  parts.resize(6);
  Settings settings;
  settings.buildFolder = parts[1].str();
  settings.config = parts[2].str();
  settings.profile = parts[3].str();
  settings.rules = parts[4].str();
  settings.headerFilter = parts[5].str();
  return {settings, parts[0].str()};
}

} // namespace corolint
