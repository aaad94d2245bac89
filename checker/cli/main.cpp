// The program: reads the command line and calls a subcommand.
#include "Commands.h"
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

static void addUnitOptions(CLI::App &command, CheckArguments &arguments) {
  command.add_option("-p,--build", arguments.buildFolder, "Folder of compile_commands.json (default: found upward)")
      ->type_name("BUILD_DIR");
  command.add_option("--config", arguments.config, "Config file (default: the nearest .corolint)")->type_name("FILE");
  command.add_flag("--no-config", arguments.noConfig, "Read no config file");
  command.add_option("--header-filter", arguments.headerFilter, "Headers that are yours (default: below the project)")
      ->type_name("REGEX");
}

static void addCheckOptions(CLI::App &command, CheckArguments &arguments) {
  command.add_option("PATH", arguments.paths, "Files and folders to check (default: the current folder)");
  addUnitOptions(command, arguments);
  command.add_option("-j,--jobs", arguments.threads, "Threads (default: all cores)")->type_name("N");
  command.add_option("--format", arguments.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command.add_option("--rules", arguments.rules, "Rules to add (+id) or leave out (-id); 'id' alone: only these")
      ->type_name("LIST");
  command.add_option("--profile", arguments.profile, "default, strict or all")
      ->check(CLI::IsMember({"default", "strict", "all"}))
      ->type_name("PROFILE");
  command.add_option("--color", arguments.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command.add_flag("-q,--quiet", arguments.quiet, "One line a finding, no snippets, no summary");
  command.add_flag("--fix", arguments.fix, "Apply the safe fixes that hold: they parse and end their finding");
  command.add_flag("--fix-unsafe", arguments.fixUnsafe, "Also apply fixes that need a review");
  command.add_flag("--diff", arguments.diff, "Print what --fix (or --fix-unsafe) would change, and change nothing");
  command.add_flag("--stats", arguments.stats, "Say where the time went");
  command.footer("Flags after a lone '--' are for the compiler, for files without a database.\n\n"
                 "Exit: 0 clean, 1 findings, 2 wrong usage or config, 3 something was not checked, 4 our own error.\n\n"
                 "Examples:\n"
                 "  corolint check src -p build\n"
                 "  corolint check src/server.cpp --profile strict\n"
                 "  corolint check demo.cpp -- -std=c++20 -Iinclude\n"
                 "  corolint check . --rules -missing-timeout --format json");
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
  CheckArguments arguments;
  arguments.flags = cutFlags(count, values, arguments.hasFlags);
  CLI::App app("corolint finds the bugs of asynchronous C++: tasks nobody awaits, calls that block the event loop, "
               "references that dangle after a suspension.",
               "corolint");
  app.set_version_flag("--version", "corolint " COROLINT_VERSION);
  app.require_subcommand(1);
  app.footer("Examples:\n"
             "  corolint check src -p build   check a code base\n"
             "  corolint rules                all rules\n"
             "  corolint explain RULE         what a rule finds, why, and what to do");

  CLI::App *checkCommand = app.add_subcommand("check", "Check files and folders");
  addCheckOptions(*checkCommand, arguments);
  std::string id, format = "text";
  CLI::App *explainCommand = app.add_subcommand("explain", "Print the page of a rule");
  explainCommand->add_option("RULE", id, "Its id")->required();
  CLI::App *rulesCommand = app.add_subcommand("rules", "List all rules");
  rulesCommand->add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}));
  CLI::App *printCommand = app.add_subcommand("print", "Print what corolint sees of a file");
  printCommand->require_subcommand(1);
  CLI::App *factsCommand = printCommand->add_subcommand("facts", "What its functions do");
  CLI::App *modelCommand = printCommand->add_subcommand("model", "What its coroutine types are");
  for (CLI::App *command : {factsCommand, modelCommand}) {
    command->add_option("FILE", arguments.paths, "The file")->required();
    addUnitOptions(*command, arguments);
  }

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
  if (arguments.paths.empty())
    arguments.paths = {"."};
  if (*checkCommand)
    return check(arguments);
  if (*explainCommand)
    return explain(id);
  if (*rulesCommand)
    return listRules(format);
  return *factsCommand ? printFacts(arguments) : printModel(arguments);
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
