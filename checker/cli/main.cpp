// The program: reads the command line and calls a subcommand.
#include "CommandLine.h"
#include "Version.h"
#include "support/Escape.h"
#include "support/Suggest.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/raw_ostream.h>

using namespace corolint;

/// Everything behind a lone '--' belongs to the compiler.
static std::vector<std::string> cutFlags(int &count, char **arguments, bool &hasFlags) {
  std::vector<std::string> flags;
  for (int i = 1; i < count; ++i)
    if (std::string_view(arguments[i]) == "--") {
      flags.assign(arguments + i + 1, arguments + count);
      count = i;
      hasFlags = true;
    }
  return flags;
}

/// What is wrong with the first word of the command line; empty where it is a command or an option.
static std::string unknownCommand(const CLI::App &app, int count, char **values) {
  if (count < 2 || values[1][0] == '-')
    return {};
  std::vector<std::string> names;
  for (const CLI::App *command : app.get_subcommands(nullptr))
    names.push_back(command->get_name());
  if (llvm::is_contained(names, values[1]))
    return {};
  return "no command '" + printable(values[1]) + "'" + didYouMean(values[1], names) + "; see 'corolint --help'";
}

static int run(int count, char **values) {
  CommandLine line;
  line.arguments.flags = cutFlags(count, values, line.arguments.hasFlags);
  CLI::App app("corolint finds the bugs of asynchronous C++: tasks nobody awaits, calls that block the event loop, "
               "references that dangle after a suspension.",
               "corolint");
  app.set_version_flag("--version", std::string("corolint ") + versionOfCorolint());
  addCommands(app, line);
  if (const std::string unknown = unknownCommand(app, count, values); !unknown.empty()) {
    complain(unknown);
    return Usage;
  }
  try {
    app.parse(count, values);
  } catch (const CLI::ParseError &wrong) {
    if (wrong.get_exit_code() == 0)
      return app.exit(wrong);
    complain(std::string(wrong.what()) + "; see 'corolint --help'");
    return Usage;
  }
  if (line.arguments.paths.empty())
    line.arguments.paths = {"."};
  return line.run();
}

int main(int count, char **values) {
  llvm::CrashRecoveryContext::Enable();
  try {
    return run(count, values);
  } catch (const std::exception &unexpected) {
    complain(std::string("internal: ") + unexpected.what());
    return Internal;
  }
}
