#include "CommandLineParts.h"

#include <CLI/CLI.hpp>

namespace corolint {

static CLI::App &addStep(CLI::App &app, CommandLine &line, const char *name, const char *text,
                         int (*run)(const CheckArguments &)) {
  CLI::App &command = *app.add_subcommand(name, text);
  command.final_callback([&line, run] { line.run = [&line, run] { return run(line.arguments); }; });
  command
      .add_option("--root", line.arguments.root, "The project's folder, which no output names (default: that of git)")
      ->type_name("FOLDER");
  return command;
}

static void addUnitStep(CLI::App &command, CheckArguments &arguments) {
  command.add_option("FILE", arguments.paths, "The unit")->required()->expected(1);
  command.add_option("--into", arguments.into, "The file to write")->required()->type_name("FILE");
  command.add_option("--depfile", arguments.depfile, "Write the files that were read, as a rule for make and ninja")
      ->type_name("FILE");
  addRuleOptions(command, arguments);
  addCacheFolder(command, arguments);
}

static void addSteps(CLI::App &app, CommandLine &line) {
  CheckArguments &arguments = line.arguments;
  CLI::App &facts = addStep(app, line, "facts", "Write what other units must know of one", writeUnitFacts);
  addUnitStep(facts, arguments);
  facts.footer("facts, link, check-unit and merge are the steps of a check, for build engines: what they write depends "
               "on nothing but what they read.\n\n"
               "  corolint facts a.cpp -p build --into a.facts        for each unit\n"
               "  corolint link a.facts=a.slice b.facts=b.slice       or @FILE with one a line\n"
               "  corolint check-unit a.cpp -p build --slice a.slice --into a.results\n"
               "  corolint merge a.results b.results -o sarif=c.sarif\n\n"
               "Exit: 0 done, 2 wrong usage or config, 3 the unit was not checked.");
  CLI::App &link = addStep(app, line, "link", "Write for each unit what only all together show", linkUnits);
  link.add_option("INPUT", arguments.inputs, "FACTS=SLICE, what to read and to write; '@FILE': one a line")->required();
  CLI::App &unit = addStep(app, line, "check-unit", "Write the results of one unit", writeUnitResults);
  addUnitStep(unit, arguments);
  unit.add_option("--slice", arguments.slice, "What 'link' wrote for the unit")->type_name("FILE");
  CLI::App &merge = addStep(app, line, "merge", "Put results together, and report them", mergeResults);
  merge.add_option("INPUT", arguments.inputs, "Results, or what 'merge' wrote; '@FILE': one a line")->required();
  merge.add_option("--into", arguments.into, "Write the results, for a later merge")->type_name("FILE");
  addReportOptions(merge, arguments);
  addChangeOptions(merge, arguments);
}

static void addCache(CLI::App &app, CommandLine &line) {
  CLI::App &cache = *app.add_subcommand("cache", "What is kept from run to run");
  cache.require_subcommand(1);
  const auto add = [&](const char *name, const char *text, int (*run)(const CheckArguments &)) {
    CLI::App *command = cache.add_subcommand(name, text);
    addCacheFolder(*command, line.arguments);
    command->final_callback([&line, run] { line.run = [&line, run] { return run(line.arguments); }; });
  };
  add("status", "Say where it is and how much it holds", cacheStatus);
  add("clean", "Remove all of it", cacheClean);
}

void addStepCommands(CLI::App &app, CommandLine &line) {
  addSteps(app, line);
  addCache(app, line);
}

} // namespace corolint
