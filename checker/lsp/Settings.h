// What the client may set: the same as the command line's options, by the same names.
//
// A plain value. The rest stands in `.corolint`, where all editors and the command line find it.
#pragma once

#include <llvm/Support/Error.h>

#include <functional>
#include <memory>
#include <string>

namespace corolint {

class Engine;

struct Settings {
  std::string buildFolder;  // of compile_commands.json; empty: found upward
  std::string config;       // a file; empty: the nearest .corolint
  std::string profile;      // empty: the config's
  std::string rules;        // '+id,-id'
  std::string headerFilter; // regular expression
  std::string baseline;     // a file; empty: none
  bool onSave = false;      // documents are checked when they are opened and saved, not while they are typed
  auto operator<=>(const Settings &) const = default;
};

/// What an engine is made of, for the processes that make their own: the settings, and the folder that the user has
/// open.
std::string pack(const Settings &settings, const std::string &folder);
std::pair<Settings, std::string> unpackSettings(const std::string &packed);

/// Makes the engine for `file` from what pack() has written. An error is the user's to mend.
using EngineMaker =
    std::function<llvm::Expected<std::shared_ptr<const Engine>>(const std::string &settings, const std::string &file)>;

} // namespace corolint
