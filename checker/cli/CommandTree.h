// The commands and options of the program as plain values, read off the command line's own definitions.
//
// Shell completions and the manual are made from it, so that they cannot say what the program does not do.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace corolint {

struct OptionWords {
  std::vector<std::string> names;  // '-p', '--build'; empty for a positional argument
  std::string value;               // what follows: 'FILE', 'PROFILE'; empty for a flag
  std::string text;                // one line of help
  std::vector<std::string> values; // what it may be, where that is known
  bool takesPath = false;          // a file or folder follows
};

struct CommandWords {
  std::string path; // 'corolint config show'
  std::string text;
  std::string footer;
  std::vector<OptionWords> options;     // named ones
  std::vector<OptionWords> positionals; // the others
  std::vector<std::string> subcommands; // their last words
};

/// The program itself, then each command, those of commands behind them.
std::vector<CommandWords> commandTree(const CLI::App &app);

/// A script that completes command lines: 'bash', 'zsh' or 'fish'.
std::string completionScript(const std::string &shell, const std::vector<CommandWords> &commands);

/// The page for man(1), in roff.
std::string manualPage(const std::vector<CommandWords> &commands);

} // namespace corolint
