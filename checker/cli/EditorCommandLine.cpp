#include "CommandLineParts.h"

#include <CLI/CLI.hpp>

namespace corolint {

void addEditorCommand(CLI::App &app, CommandLine &line) {
  CLI::App &command = *app.add_subcommand("lsp", "Serve an editor, over standard input and output");
  CheckArguments &arguments = line.arguments;
  command.final_callback([&line] { line.run = [&line] { return serveEditor(line.arguments, line.lsp); }; });
  addRuleOptions(command, arguments);
  command.add_option("--baseline", arguments.baseline, "Leave out the findings that this file knows")
      ->type_name("FILE");
  addCacheFolder(command, arguments);
  command.add_option("--offset-encoding", line.lsp.encoding, "For clients that do not say: utf-8, utf-16 or utf-32")
      ->check(CLI::IsMember({"utf-8", "utf-16", "utf-32"}))
      ->type_name("ENCODING");
  command.add_option("--trace", line.lsp.trace, "Write down each message, a line of JSON each")->type_name("FILE");
  command.add_option("--check", line.lsp.check, "Print what an editor would be shown of FILE, and end")
      ->type_name("FILE");
  command.add_flag("--stdio", line.lsp.overStdio, "Accepted, as some editors pass it")->group("");
  command.footer("Settings of the editor ('corolint': {buildFolder, config, profile, rules, headerFilter, baseline, "
                 "run}) go before these options, and .corolint holds as it does for 'corolint check'.");
}

} // namespace corolint
