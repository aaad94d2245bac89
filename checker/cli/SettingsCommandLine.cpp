#include "CommandLineParts.h"
#include "CommandTree.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

static void addDoctor(CLI::App &app, CommandLine &line) {
  CLI::App &command = *app.add_subcommand("doctor", "Say whether and how files are checked, and why not");
  command.add_option("PATH", line.arguments.paths, "Files and folders (default: the current folder)");
  addUnitOptions(command, line.arguments);
  addProfileOption(command, line.arguments);
  command.final_callback([&line] { line.run = [&line] { return doctor(line.arguments); }; });
  command.footer("Exit: 0 all is checked, 2 wrong usage, config or database, 3 something is not checked.");
}

static void addConfig(CLI::App &app, CommandLine &line) {
  CLI::App &config = *app.add_subcommand("config", "Show, verify and write settings");
  config.require_subcommand(1);
  const auto add = [&](const char *name, const char *text, int (*run)(const CheckArguments &)) {
    CLI::App *command = config.add_subcommand(name, text);
    command->final_callback([&line, run] { line.run = [&line, run] { return run(line.arguments); }; });
    return command;
  };
  CheckArguments &arguments = line.arguments;
  CLI::App *show = add("show", "Print the settings in force for a file, as a .corolint that sets the same", showConfig);
  show->add_option("FILE", arguments.paths, "A file or folder (default: the current folder)")->expected(0, 1);
  show->add_flag("--why", arguments.why, "Say where each comes from: a line of a config, or a default");
  show->add_option("--config", arguments.config, "Config file (default: the nearest .corolint)")->type_name("FILE");
  show->add_flag("--no-config", arguments.noConfig, "Read no config file");
  addProfileOption(*show, arguments);
  add("verify", "Say what is wrong with a config, or that nothing is", verifyConfig)
      ->add_option("FILE", arguments.paths, "A config, or a folder (default: the nearest .corolint)")
      ->expected(0, 1);
  add("init", "Write a .corolint with all settings in comments, never over an existing one", initConfig)
      ->add_option("FOLDER", arguments.paths, "Where (default: the current folder)")
      ->expected(0, 1);
  config.add_subcommand("schema", "Print the JSON Schema of .corolint, for editors")->final_callback([&line] {
    line.run = printSchema;
  });
}

static void addCompletion(CLI::App &app, CommandLine &line) {
  CLI::App &command = *app.add_subcommand("completion", "Print a script that completes command lines, or the manual");
  command.add_option("SHELL", line.format, "bash, zsh or fish; 'man': the manual, for man -l")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
  command.final_callback([&line, &app] {
    line.run = [&line, &app] {
      const std::vector<CommandWords> commands = commandTree(app);
      llvm::outs() << (line.format == "man" ? manualPage(commands) : completionScript(line.format, commands));
      return static_cast<int>(Clean);
    };
  });
}

void addSettingsCommands(CLI::App &app, CommandLine &line) {
  addDoctor(app, line);
  addConfig(app, line);
  addCompletion(app, line);
}

} // namespace corolint
