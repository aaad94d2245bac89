#include "CommandLine.h"

#include "CommandLineParts.h"
#include "Outputs.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/StringExtras.h>

namespace corolint {

void addProfileOption(CLI::App &command, CheckArguments &arguments) {
  command.add_option("--profile", arguments.profile, "default, strict or all")
      ->check(CLI::IsMember({"default", "strict", "all"}))
      ->type_name("PROFILE");
}

void addUnitOptions(CLI::App &command, CheckArguments &arguments) {
  command.add_option("-p,--build", arguments.buildFolder, "Folder of compile_commands.json (default: found upward)")
      ->type_name("BUILD_DIR");
  command.add_option("--config", arguments.config, "Config file (default: the nearest .corolint)")->type_name("FILE");
  command.add_flag("--no-config", arguments.noConfig, "Read no config file");
  command.add_option("--header-filter", arguments.headerFilter, "Headers that are yours (default: below the project)")
      ->type_name("REGEX");
}

void addRuleOptions(CLI::App &command, CheckArguments &arguments) {
  addUnitOptions(command, arguments);
  command.add_option("--rules", arguments.rules, "Rules to add (+id) or leave out (-id); 'id' alone: only these")
      ->type_name("LIST");
  addProfileOption(command, arguments);
}

void addCacheFolder(CLI::App &command, CheckArguments &arguments) {
  command.add_option("--cache", arguments.cache, "Folder of the cache (default: ~/.cache/corolint)")
      ->type_name("FOLDER");
}

/// For every command that checks many units.
static void addRunOptions(CLI::App &command, CheckArguments &arguments) {
  command.add_option("PATH", arguments.paths, "Files and folders to check (default: the current folder)");
  addRuleOptions(command, arguments);
  command.add_option("-j,--jobs", arguments.threads, "Units at a time (default: all cores)")->type_name("N");
  command.add_option("--unit-timeout", arguments.unitSeconds, "Leave a unit out after this time (default: 120)")
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS");
  command.add_option("--max-memory", arguments.maxMemoryMiB, "Memory for all units at a time (default: the machine's)")
      ->type_name("MIB");
  command.add_flag("--in-process", arguments.inProcess, "Check all units in one process, for debuggers");
  addCacheFolder(command, arguments);
  command.add_flag("--no-cache", arguments.noCache, "Check every unit, and keep no results");
  command.add_option("--cache-limit", arguments.cacheLimitMiB, "Size at which old results go (default: 1024)")
      ->type_name("MIB");
}

void addReportOptions(CLI::App &command, CheckArguments &arguments) {
  command
      .add_option("-o,--output", arguments.outputs,
                  "Write a report: " + llvm::join(outputFormats(), ", ") + "; any number")
      ->type_name("FORMAT[=FILE]")
      ->allow_extra_args(false);
  command.add_option("--format", arguments.format, "The same as -o FORMAT")->type_name("FORMAT");
  command.add_option("--color", arguments.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command.add_flag("-q,--quiet", arguments.quiet, "One line a finding, no snippets, no summary");
  command.add_flag("--stats", arguments.stats, "Say where the time went");
  command.add_option("--baseline", arguments.baseline, "Leave out the findings that this file knows")
      ->type_name("FILE");
  command
      .add_option("--fail-on", arguments.failOn, "Exit 1 from this severity on: error, warning, hint (default), never")
      ->check(CLI::IsMember({"error", "warning", "hint", "never"}))
      ->type_name("SEVERITY");
  command.add_option("--max-findings", arguments.maxFindings, "Show at most so many, and say how many are left out")
      ->type_name("N");
  command.add_option("--allow-incomplete", arguments.allowIncomplete, "Do not exit 3 for up to N things not checked")
      ->type_name("N");
}

void addChangeOptions(CLI::App &command, CheckArguments &arguments) {
  command.add_option("--new-from", arguments.newFrom, "Show only what is new since this revision")->type_name("REV");
  command.add_option("--merge-base", arguments.mergeBase, "Show only what is new since HEAD and this revision parted")
      ->type_name("REF");
  command.add_option("--patch", arguments.patch, "Show only what this patch makes new; '-': standard input")
      ->type_name("FILE");
  command.add_option("--changed", arguments.changed, "What is new: added lines (default), their context, file, or all")
      ->check(CLI::IsMember({"added", "context", "file", "all"}))
      ->type_name("MODE");
}

static void addCheck(CLI::App &app, CommandLine &line) {
  CLI::App &command = *app.add_subcommand("check", "Check files and folders");
  CheckArguments &arguments = line.arguments;
  command.final_callback([&line] { line.run = [&line] { return check(line.arguments); }; });
  addRunOptions(command, arguments);
  addReportOptions(command, arguments);
  addChangeOptions(command, arguments);
  // As CMAKE_CXX_CLANG_TIDY we get '--extra-arg-before=--driver-mode=g++'; flags are always read in that way.
  command.add_option("--extra-arg-before", line.ignored)->group("");
  command.add_flag("--fix", arguments.fix, "Apply the safe fixes that hold: they parse and end their finding");
  command.add_flag("--fix-unsafe", arguments.fixUnsafe, "Also apply fixes that need a review");
  command.add_flag("--diff", arguments.diff, "Print what --fix (or --fix-unsafe) would change, and change nothing");
  command.footer("Flags after a lone '--' are for the compiler, for files without a database.\n\n"
                 "Exit: 0 clean, 1 findings, 2 wrong usage or config, 3 something was not checked, 4 our own error.\n\n"
                 "Examples:\n"
                 "  corolint check src -p build\n"
                 "  corolint check src/server.cpp --profile strict\n"
                 "  corolint check demo.cpp -- -std=c++20 -Iinclude\n"
                 "  corolint check . --rules -missing-timeout --format json\n"
                 "  corolint check . --merge-base origin/main -o github\n"
                 "  corolint check . -o text -o sarif=corolint.sarif -o junit=corolint.xml");
}

static void addBaseline(CLI::App &app, CommandLine &line) {
  CLI::App &baseline = *app.add_subcommand("baseline", "Keep the findings that are known, so that new ones stand out");
  baseline.require_subcommand(1);
  const auto add = [&](const char *name, BaselineDeed deed, const char *text) {
    CLI::App *command = baseline.add_subcommand(name, text);
    command->add_option("FILE", line.arguments.baseline, "The baseline")->required();
    addRunOptions(*command, line.arguments);
    command->final_callback(
        [&line, deed] { line.run = [&line, deed] { return corolint::baseline(deed, line.arguments); }; });
  };
  add("create", BaselineDeed::Create, "Write all findings of now into a new baseline");
  add("update", BaselineDeed::Update, "Add what is new, remove what is no more");
  add("prune", BaselineDeed::Prune, "Remove what is no more, add nothing");
  add("diff", BaselineDeed::Diff, "Print what is new (+) and what is no more (-), and change nothing");
  baseline.footer(
      "The file holds one finding a line; commit it. 'corolint check --baseline FILE' leaves out what it knows.");
}

static void addRulePages(CLI::App &app, CommandLine &line) {
  CLI::App *explaining = app.add_subcommand("explain", "Print the page of a rule");
  explaining->add_option("RULE", line.rule, "Its id")->required();
  explaining->final_callback([&line] { line.run = [&line] { return explain(line.rule); }; });
  CLI::App *listing = app.add_subcommand("rules", "List all rules");
  listing->add_option("--format", line.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  listing->final_callback([&line] { line.run = [&line] { return listRules(line.format); }; });
}

static void addPrint(CLI::App &app, CommandLine &line) {
  CLI::App &print = *app.add_subcommand("print", "Print what corolint sees of a file");
  print.require_subcommand(1);
  const auto add = [&](const char *name, const char *text, int (*run)(const CheckArguments &)) {
    CLI::App *command = print.add_subcommand(name, text);
    command->add_option("FILE", line.arguments.paths, "The file")->required();
    addUnitOptions(*command, line.arguments);
    command->final_callback([&line, run] { line.run = [&line, run] { return run(line.arguments); }; });
  };
  add("facts", "What its functions do", printFacts);
  add("model", "What its coroutine types are", printModel);
}

void addCommands(CLI::App &app, CommandLine &line) {
  app.require_subcommand(1);
  app.footer("Examples:\n"
             "  corolint check src -p build   check a code base\n"
             "  corolint rules                all rules\n"
             "  corolint explain RULE         what a rule finds, why, and what to do");
  addCheck(app, line);
  addBaseline(app, line);
  addRulePages(app, line);
  addPrint(app, line);
  addEditorCommand(app, line);
  addStepCommands(app, line);
  addSettingsCommands(app, line);
}

} // namespace corolint
