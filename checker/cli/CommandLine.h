// The words of the command line: which commands there are and what each takes.
//
// A command that was chosen leaves a function behind; nothing runs before the whole line has been read.
#pragma once

#include "Commands.h"

#include <functional>

namespace CLI {
class App;
}

namespace corolint {

struct CommandLine {
  CheckArguments arguments;
  std::string rule, format = "text"; // of explain, rules, completion
  LspArguments lsp;
  std::string ignored;      // of an option that another program passes and that changes nothing
  std::function<int()> run; // the command that was chosen
};

/// Adds all commands to `app`; they fill in `line`, which must outlive it.
void addCommands(CLI::App &app, CommandLine &line);

} // namespace corolint
