#include "Commands.h"
#include "Diagnosis.h"
#include "Setup.h"
#include "Units.h"
#include "engine/UserCode.h"
#include "support/Escape.h"
#include "support/Paths.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

static void line(llvm::StringRef what, const std::string &text) {
  llvm::outs() << llvm::formatv("  {0,-12} {1}\n", what, printable(text));
}

static void describeSettings(const Engine &engine, const std::string &file, const CheckArguments &arguments) {
  const Config &config = engine.settings();
  const std::string root = projectRoot(file);
  line("project", root + " (the nearest folder above with .git or .corolint, else the file's own)");
  line("config", config.path.empty() ? "none applies: all is as by default" : config.path);
  const std::string &filter = arguments.headerFilter.empty() ? config.headerFilter : arguments.headerFilter;
  line("headers", filter.empty() ? "yours are those below the project that are neither third parties' nor built"
                                 : "yours are those that match '" + filter + "'");
  line("libraries", llvm::formatv("{0}: data of {1} libraries, {2} more of the config", librariesFolder(),
                                  engine.libraries().size() - 1 - config.libraries.size(), config.libraries.size())
                        .str());
  std::size_t on = 0;
  for (const RegisteredRule &rule : allRules())
    on += engine.severityIn(file, rule).has_value();
  line("rules",
       llvm::formatv("{0} of {1} are on; 'corolint config show --why' lists them", on, allRules().size()).str());
}

/// The unit of `file`; nothing where its database does not have it.
static llvm::Expected<std::optional<CompileCommand>> commandFor(const CheckArguments &arguments,
                                                                const std::string &file, std::string &database) {
  CheckArguments alone = arguments;
  alone.paths = {file};
  if (!arguments.hasFlags) {
    auto read = databaseFor(arguments, file);
    if (!read)
      return read.takeError();
    database = llvm::formatv("{0}, {1} units", read->path(), read->all().size()).str();
  } else {
    database = "none: the flags are those after '--'";
  }
  auto units = findUnits(alone);
  if (!units)
    return units.takeError();
  return units->commands.empty() ? std::nullopt : std::optional(std::move(units->commands.front()));
}

static int diagnoseUnit(const Engine &engine, const CompileCommand &command) {
  line("directory", command.directory + (llvm::sys::fs::is_directory(command.directory) ? "" : ": is no folder"));
  const Diagnosis found = diagnose(engine, command);
  line("compiler", found.compiler + " (never run; its flags are read as Clang's)");
  line("flags", found.usedFlags);
  line("left out", found.unusedFlags);
  for (const std::string &library : found.libraries)
    line("uses", library);
  line("looked at", llvm::formatv("{0} functions in {1} files of yours", found.functions, found.userFiles).str());
  for (const std::string &problem : found.problems)
    line("problem", problem);
  line("verdict", found.problems.empty() ? "is checked" : "is not checked, or only in part: see the problems");
  return found.problems.empty() ? Clean : NotChecked;
}

static int diagnoseHeader(const Engine &engine, const CheckArguments &arguments, const std::string &file) {
  auto database = databaseFor(arguments, file);
  if (!database)
    return refuse(database.takeError());
  const std::vector<std::string> includers = mayInclude(database->all(), file);
  line("included by", llvm::formatv("{0} units may include it{1}{2}", includers.size(), includers.empty() ? "" : ": ",
                                    llvm::join(llvm::ArrayRef(includers).take_front(3), ", "))
                          .str());
  const bool isUsers = engine.isUsers(file);
  if (!isUsers)
    line("verdict",
         "is not checked: it is not yours; '--header-filter REGEX' or 'headers' in .corolint says otherwise");
  else if (includers.empty())
    line("verdict", "is not checked: no unit of the database includes it");
  else
    line("verdict", "is checked with the units that include it");
  return isUsers && !includers.empty() ? Clean : NotChecked;
}

static int diagnoseFile(const CheckArguments &arguments, const std::string &file) {
  auto engine = engineFor(arguments, file);
  if (!engine)
    return refuse(engine.takeError());
  llvm::outs() << printable(file) << "\n";
  std::string database;
  auto command = commandFor(arguments, file, database);
  if (!command)
    return refuse(command.takeError());
  line("database", database);
  describeSettings(**engine, file, arguments);
  if (*command)
    return diagnoseUnit(**engine, **command);
  if (!isCppSource(file))
    return diagnoseHeader(**engine, arguments, file);
  line("verdict", "is not checked: it is not in the database; let the build compile it, or pass its flags after '--'");
  return NotChecked;
}

static int diagnoseFolder(const CheckArguments &arguments, const std::string &folder) {
  auto engine = engineFor(arguments, folder);
  if (!engine)
    return refuse(engine.takeError());
  llvm::outs() << printable(folder) << "\n";
  auto database = databaseFor(arguments, folder);
  if (!database)
    return refuse(database.takeError());
  line("database", llvm::formatv("{0}, {1} units", database->path(), database->all().size()).str());
  describeSettings(**engine, folder, arguments);
  auto isOwn = userCodeBelow({folder}, "");
  if (!isOwn)
    return refuse(isOwn.takeError());
  const FolderUnits units = unitsBelow(folder, database->all(), *isOwn);
  for (const std::string &file : units.gone)
    line("not checked", file + ": in the database, but there is no such file; make the database anew");
  for (const std::string &file : units.unknown)
    line("not checked", file + ": not in the database");
  const std::size_t missing = units.gone.size() + units.unknown.size();
  line("verdict", llvm::formatv("{0} units are checked, {1} are not; name one for more", units.known, missing).str());
  return missing == 0 && units.known > 0 ? Clean : NotChecked;
}

int doctor(const CheckArguments &arguments) {
  int exit = Clean;
  for (const std::string &asked : arguments.paths) {
    if (!llvm::sys::fs::exists(asked)) {
      complain(asked + ": no such file or folder");
      return Usage;
    }
    const std::string place = absolutePath(asked);
    const bool isFolder = llvm::sys::fs::is_directory(place);
    const int found = isFolder ? diagnoseFolder(arguments, place) : diagnoseFile(arguments, place);
    if (found == Usage)
      return Usage;
    exit = std::max(exit, found);
  }
  return exit;
}

} // namespace corolint
