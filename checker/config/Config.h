// The settings of a check: which rules run, how severe they are, what the user tells us about own functions.
//
// A plain value. The file `.corolint` is read by ConfigReader.h; the command line changes the value afterwards.
#pragma once

#include "report/Finding.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// Which rules run when nothing names them: those on by default, the strict ones too, or everything (hints too).
enum class Profile { Default, Strict, All };

/// Lines of the config file tell where each value was set; 0: it was not.
struct RuleSetting {
  std::optional<Severity> severity; // Off switches the rule off, any other on
  std::map<std::string, std::string> options;
  bool on = false;   // runs, with the rule's own severity where none is set; the word for it is 'true'
  unsigned line = 0; // of `severity` and `on`
  std::map<std::string, unsigned> optionLines;
};

/// Settings for the files that match one of `paths` (PathGlob.h), which are relative to the config file's folder.
struct PathOverride {
  std::vector<std::string> paths;
  std::map<std::string, RuleSetting> rules;
};

/// What a function of the user's means, in the words of the libraries' data (model/LibraryData.h).
struct OwnFunction {
  std::string name;   // qualified: 'db::Connection::query'
  std::string role;   // 'blocks', 'spawns', 'offloads', ...
  std::string remedy; // what to do instead, for the message; may be empty
  unsigned line = 0;
};

struct Config {
  std::string path; // of the file, absolute; empty where there is none
  Profile profile = Profile::Default;
  std::map<std::string, RuleSetting> rules; // by id
  std::vector<PathOverride> overrides;      // later ones win
  std::vector<std::string> libraries;       // further library.yaml files, absolute paths
  std::vector<OwnFunction> functions;
  std::string headerFilter; // regular expression on header paths; empty: headers below the root
  unsigned profileLine = 0, headerLine = 0, librariesLine = 0;

  /// The setting of `rule` for the file at the absolute path `file`: overrides over rules, member by member.
  /// Without a config file no override matches.
  RuleSetting setting(const std::string &rule, const std::string &file) const;
};

} // namespace corolint
