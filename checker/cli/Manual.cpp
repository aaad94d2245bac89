#include "CommandTree.h"
#include "Version.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

/// Text that roff shows as it is: no escapes, no requests, no hyphens in place of minus signs.
static std::string plain(llvm::StringRef text) {
  std::string result;
  bool atLineStart = true;
  for (const char letter : text) {
    if (atLineStart && (letter == '.' || letter == '\''))
      result += "\\&";
    atLineStart = letter == '\n';
    result += letter == '\\' ? std::string("\\e") : letter == '-' ? std::string("\\-") : std::string(1, letter);
  }
  return result;
}

static void writeOption(const OptionWords &option, llvm::raw_ostream &out) {
  std::vector<std::string> names;
  names.reserve(option.names.size());
  for (const std::string &name : option.names)
    names.push_back("\\fB" + plain(name) + "\\fR");
  out << ".TP\n" << llvm::join(names, ", ");
  if (!option.value.empty())
    out << (option.names.empty() ? "" : " ") << "\\fI" << plain(option.value) << "\\fR";
  out << "\n" << plain(option.text) << "\n";
}

static void writeCommand(const CommandWords &command, llvm::raw_ostream &out) {
  out << ".SS " << plain(command.path) << "\n" << plain(command.text) << ".\n";
  for (const OptionWords &positional : command.positionals)
    writeOption(positional, out);
  for (const OptionWords &option : command.options)
    if (option.names.back() != "--help")
      writeOption(option, out);
  if (!command.footer.empty())
    out << ".PP\n.nf\n" << plain(command.footer) << "\n.fi\n";
}

std::string manualPage(const std::vector<CommandWords> &commands) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << ".TH COROLINT 1 \"\" \"corolint " << versionOfCorolint() << "\" \"User Commands\"\n"
      << ".SH NAME\ncorolint \\- find the bugs of asynchronous C++\n"
      << ".SH SYNOPSIS\n\\fBcorolint\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIPATH\\fR]... "
         "[\\fB\\-\\-\\fR \\fIFLAG\\fR...]\n"
      << ".SH DESCRIPTION\n"
      << plain(commands.front().text) << "\n"
      << ".SH COMMANDS\n";
  for (const CommandWords &command : llvm::ArrayRef(commands).drop_front())
    if (command.subcommands.empty())
      writeCommand(command, out);
  out << ".SH EXIT STATUS\n"
         ".TP\n0\nClean.\n.TP\n1\nFindings at or above \\fB\\-\\-fail\\-on\\fR.\n.TP\n2\nWrong usage or config.\n"
         ".TP\n3\nSomething was not checked.\n.TP\n4\nAn error of our own.\n"
         ".SH FILES\n.TP\n\\&.corolint\nSettings, found upward from each source file.\n"
         ".TP\ncompile_commands.json\nHow the build compiles each unit, found upward or in \\fIbuild\\fR.\n";
  return text;
}

} // namespace corolint
