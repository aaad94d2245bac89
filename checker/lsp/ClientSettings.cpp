#include "ClientSettings.h"

#include "support/Paths.h"

namespace corolint {

Settings settingsFrom(const Json &json, Settings base, const std::string &folder) {
  const auto text = [&](const char *name, std::string &value) {
    const Json &given = at(json, name);
    if (given.is_string())
      value = given.get<std::string>();
  };
  const auto path = [&](const char *name, std::string &value) {
    text(name, value);
    if (!value.empty())
      value = absolutePath(value, folder);
  };
  path("/buildFolder", base.buildFolder);
  path("/config", base.config);
  path("/baseline", base.baseline);
  text("/profile", base.profile);
  text("/rules", base.rules);
  text("/headerFilter", base.headerFilter);
  std::string run = base.onSave ? "onSave" : "onType";
  text("/run", run);
  base.onSave = run == "onSave";
  return base;
}

} // namespace corolint
