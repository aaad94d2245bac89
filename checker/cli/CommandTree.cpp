#include "CommandTree.h"

#include "Outputs.h"
#include "engine/Registry.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/StringRef.h>

namespace corolint {

/// 'PROFILE:{default,strict,all}' as its name and its values.
static void readType(llvm::StringRef type, OptionWords &words) {
  const auto [name, choices] = type.split(':');
  words.value = name.str();
  llvm::SmallVector<llvm::StringRef> values;
  if (choices.starts_with("{"))
    choices.trim("{}").split(values, ',');
  for (const llvm::StringRef value : values)
    words.values.push_back(value.trim().str());
  if (name.starts_with("FORMAT"))
    words.values = outputFormats();
  else if (name == "LIST" || name == "RULE")
    words.values = ruleIds();
  words.takesPath = name == "FILE" || name == "PATH" || name == "FOLDER" || name == "BUILD_DIR";
}

static OptionWords wordsOf(const CLI::Option &option) {
  OptionWords words;
  words.text = option.get_description();
  if (option.nonpositional()) {
    for (const std::string &name : option.get_snames())
      words.names.push_back("-" + name);
    for (const std::string &name : option.get_lnames())
      words.names.push_back("--" + name);
    if (option.get_type_size() != 0)
      readType(option.get_type_name(), words);
  } else {
    readType(option.get_name(/*positional=*/true), words);
  }
  return words;
}

static void addTree(const CLI::App &app, const std::string &path, std::vector<CommandWords> &commands) {
  CommandWords words{path, app.get_description(), app.get_footer(), {}, {}, {}};
  for (const CLI::Option *option : app.get_options())
    if (option->nonpositional() && !option->get_group().empty())
      words.options.push_back(wordsOf(*option));
    else if (!option->nonpositional())
      words.positionals.push_back(wordsOf(*option));
  const std::vector<const CLI::App *> below = app.get_subcommands(nullptr);
  for (const CLI::App *command : below)
    words.subcommands.push_back(command->get_name());
  commands.push_back(std::move(words));
  for (const CLI::App *command : below)
    addTree(*command, path + " " + command->get_name(), commands);
}

std::vector<CommandWords> commandTree(const CLI::App &app) {
  std::vector<CommandWords> commands;
  addTree(app, "corolint", commands);
  return commands;
}

} // namespace corolint
