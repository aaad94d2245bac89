#include "CommandTree.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

/// In single quotes, as all three shells read them.
static std::string quoted(llvm::StringRef text) {
  std::string result = "'";
  for (const char letter : text)
    result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return result + "'";
}

/// What a word without a dash may be in a command: subcommands, or the values of its argument.
static std::vector<std::string> plainWords(const CommandWords &command) {
  std::vector<std::string> words = command.subcommands;
  for (const OptionWords &positional : command.positionals)
    llvm::append_range(words, positional.values);
  return words;
}

static bool takesPaths(const CommandWords &command) {
  return llvm::any_of(command.positionals, [](const OptionWords &positional) { return positional.takesPath; });
}

/// One branch of 'case': what may stand behind an option. `path` is the shell's way to complete files.
static void writeValues(const CommandWords &command, llvm::StringRef path, llvm::raw_ostream &out) {
  for (const OptionWords &option : command.options)
    if (!option.value.empty())
      out << llvm::formatv(
          "      {0}) {1} ;;\n",
          llvm::join(
              llvm::map_range(option.names, [&](const std::string &name) { return quoted(command.path + ":" + name); }),
              "|"),
          option.takesPath ? path.str() : "words=" + quoted(llvm::join(option.values, " ")));
}

/// The names of all options of a command, a space between them.
static std::string optionNames(const CommandWords &command) {
  std::vector<std::string> names;
  for (const OptionWords &option : command.options)
    llvm::append_range(names, option.names);
  return llvm::join(names, " ");
}

/// Finds the command of the line: sets 'command' to its path. Plain enough for bash and zsh.
static void writeCommandSearch(const std::vector<CommandWords> &commands, llvm::raw_ostream &out) {
  out << "  for word in \"${line[@]}\"; do\n"
         "    case \"$command $word\" in\n      ";
  std::vector<std::string> paths;
  for (const CommandWords &command : llvm::drop_begin(commands))
    paths.push_back(quoted(command.path));
  out << llvm::join(paths, " | ") << ") command=\"$command $word\" ;;\n"
      << "    esac\n"
         "  done\n";
}

/// Sets 'words' to what may come next, and 'paths' where that may be a file.
static void writeChoice(const std::vector<CommandWords> &commands, llvm::raw_ostream &out) {
  out << "  if [[ $current == -* ]]; then\n"
         "    case \"$command\" in\n";
  for (const CommandWords &command : commands)
    out << llvm::formatv("      {0}) words={1} ;;\n", quoted(command.path), quoted(optionNames(command)));
  out << "    esac\n"
         "  else\n"
         "    case \"$command:$previous\" in\n";
  for (const CommandWords &command : commands)
    writeValues(command, "paths=1", out);
  for (const CommandWords &command : commands)
    out << llvm::formatv("      {0}:*) words={1} {2};;\n", quoted(command.path),
                         quoted(llvm::join(plainWords(command), " ")), takesPaths(command) ? "paths=1 " : "");
  out << "    esac\n"
         "  fi\n";
}

static std::string bash(const std::vector<CommandWords> &commands) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "# Completes 'corolint' in bash: source it, or put it into share/bash-completion/completions/corolint.\n"
         "_corolint() {\n"
         "  local command=corolint word words= paths=\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local line=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n";
  writeCommandSearch(commands, out);
  writeChoice(commands, out);
  out << "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  if [[ $paths ]]; then\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$current\")\n"
         "  fi\n"
         "}\n"
         "complete -F _corolint corolint\n";
  return text;
}

static std::string zsh(const std::vector<CommandWords> &commands) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "#compdef corolint\n"
         "# Completes 'corolint' in zsh: put it as '_corolint' into a folder of $fpath.\n"
         "_corolint_words() {\n"
         "  local command=corolint word\n";
  writeCommandSearch(commands, out);
  writeChoice(commands, out);
  out << "}\n"
         "_corolint() {\n"
         "  local current=$words[CURRENT] previous=$words[CURRENT-1] paths=\n"
         "  local -a line=(\"${(@)words[2,CURRENT-1]}\")\n"
         "  local all=(\"$words[@]\") words=\n"
         "  _corolint_words\n"
         "  local -a found=(${=words})\n"
         "  compadd -a found\n"
         "  [[ -n $paths ]] && _files\n"
         "}\n"
         "if [[ $funcstack[1] == _corolint ]]; then\n"
         "  _corolint \"$@\"\n"
         "else\n"
         "  (( $+functions[compdef] )) && compdef _corolint corolint\n"
         "fi\n";
  return text;
}

/// fish has a function for what precedes the cursor; a condition a command says where its words belong.
static void writeFishCommand(const CommandWords &command, llvm::raw_ostream &out) {
  const std::string where = "complete -c corolint -n " + quoted("test (__corolint_command) = " + quoted(command.path));
  for (const std::string &word : plainWords(command))
    out << where << " -a " << quoted(word) << "\n";
  if (takesPaths(command))
    out << where << " -F\n";
  for (const OptionWords &option : command.options) {
    out << where;
    for (llvm::StringRef name : option.names)
      out << (name.consume_front("--") ? " -l " : " -s ") << quoted(name.ltrim('-'));
    out << " -d " << quoted(option.text);
    if (!option.value.empty())
      out << (option.takesPath ? " -r -F" : " -x");
    if (!option.values.empty())
      out << " -a " << quoted(llvm::join(option.values, " "));
    out << "\n";
  }
}

static std::string fish(const std::vector<CommandWords> &commands) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "# Completes 'corolint' in fish: put it into share/fish/vendor_completions.d/corolint.fish.\n"
         "function __corolint_command\n"
         "  set -l found corolint\n"
         "  for word in (commandline -opc)[2..-1]\n"
         "    switch \"$found $word\"\n"
         "      case ";
  for (const CommandWords &command : llvm::drop_begin(commands))
    out << quoted(command.path) << " ";
  out << "\n"
         "        set found \"$found $word\"\n"
         "    end\n"
         "  end\n"
         "  echo $found\n"
         "end\n"
         "complete -c corolint -f\n";
  for (const CommandWords &command : commands)
    writeFishCommand(command, out);
  return text;
}

std::string completionScript(const std::string &shell, const std::vector<CommandWords> &commands) {
  return shell == "bash" ? bash(commands) : shell == "zsh" ? zsh(commands) : fish(commands);
}

} // namespace corolint
