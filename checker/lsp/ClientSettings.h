// The client's settings as JSON: what editors keep under 'corolint'.
//
//     {"buildFolder": "build", "config": "", "profile": "strict", "rules": "-missing-timeout", "headerFilter": "",
//      "baseline": "", "run": "onType"}
#pragma once

#include "Json.h"
#include "Settings.h"

namespace corolint {

/// What `json` sets, on `base`. Relative paths are below `folder`; what is of another type than expected is left out.
Settings settingsFrom(const Json &json, Settings base, const std::string &folder);

} // namespace corolint
