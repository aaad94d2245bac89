#include "Units.h"

#include "support/Error.h"
#include "support/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <map>

namespace corolint {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static bool hasExtension(llvm::StringRef file, llvm::ArrayRef<llvm::StringLiteral> extensions) {
  return llvm::is_contained(extensions, path::extension(file));
}

bool isCppSource(llvm::StringRef file) {
  return hasExtension(file, {".cpp", ".cc", ".cxx", ".c++", ".C", ".cppm", ".ixx", ".cu", ".mm"});
}

static std::string realPath(llvm::StringRef file) {
  llvm::SmallString<256> result;
  return fs::real_path(file, result) ? file.str() : result.str().str();
}

static bool isBelow(llvm::StringRef file, llvm::StringRef folder) {
  return file.consume_front(folder) && (folder.ends_with("/") || file.empty() || file.starts_with("/"));
}

std::vector<std::string> sourcesBelow(const std::string &folder) {
  std::vector<std::string> found;
  std::error_code code;
  for (fs::recursive_directory_iterator entry(folder, code), end; entry != end && !code; entry.increment(code))
    if (path::filename(entry->path()).starts_with("."))
      entry.no_push();
    else if (isCppSource(entry->path()) && !fs::is_directory(entry->path()))
      found.push_back(entry->path());
  llvm::sort(found);
  return found;
}

static llvm::Expected<Units> unitsFromFlags(const CheckArguments &arguments) {
  Units units;
  const std::string here = absolutePath(".");
  for (const std::string &asked : arguments.paths) {
    const std::string place = absolutePath(asked);
    if (!fs::is_directory(place)) {
      units.commands.push_back(commandFromFlags(place, here, arguments.flags));
      continue;
    }
    const std::vector<std::string> sources = sourcesBelow(place);
    if (sources.empty())
      return error("{0}: no C++ source file in this folder; name a file or another folder", asked);
    for (const std::string &source : sources)
      units.commands.push_back(commandFromFlags(source, here, arguments.flags));
  }
  return units;
}

/// The folder that holds the compile_commands.json for `place`.
static llvm::Expected<std::string> databaseFolder(const CheckArguments &arguments, const std::string &place,
                                                  const std::string &asked) {
  if (arguments.buildFolder.empty()) {
    std::string found = CompileCommands::find(place);
    if (!found.empty())
      return found;
    return error("{0}: no compile_commands.json here, above or in 'build/'; make one with "
                 "'cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', name its folder with '-p', or pass the flags "
                 "after '--'",
                 asked);
  }
  std::string folder = absolutePath(arguments.buildFolder);
  if (path::filename(folder) == "compile_commands.json")
    folder = path::parent_path(folder).str();
  if (!fs::exists(folder + "/compile_commands.json"))
    return error("{0}: no compile_commands.json in this folder; make one with "
                 "'cmake -B {0} -DCMAKE_EXPORT_COMPILE_COMMANDS=ON'",
                 arguments.buildFolder);
  return folder;
}

llvm::Expected<CompileCommands> databaseFor(const CheckArguments &arguments, const std::string &place) {
  auto folder = databaseFolder(arguments, place, place);
  if (!folder)
    return folder.takeError();
  return CompileCommands::load(*folder);
}

namespace {

/// Picks units out of databases, each read once.
class DatabaseUnits {
public:
  explicit DatabaseUnits(const CheckArguments &arguments) : arguments(arguments) {}

  llvm::Error add(const std::string &asked) {
    const std::string place = absolutePath(asked);
    auto folder = databaseFolder(arguments, place, asked);
    if (!folder)
      return folder.takeError();
    auto database = read(*folder);
    if (!database)
      return database.takeError();
    return fs::is_directory(place) ? addFolder(asked, place, **database) : addFile(asked, place, **database);
  }

  Units units;

private:
  llvm::Expected<const CompileCommands *> read(const std::string &folder) {
    const auto known = databases.find(folder);
    if (known != databases.end())
      return &known->second;
    auto database = CompileCommands::load(folder);
    if (!database)
      return database.takeError();
    return &databases.emplace(folder, std::move(*database)).first->second;
  }

  llvm::Error addFolder(const std::string &asked, const std::string &place, const CompileCommands &database) {
    const std::string real = realPath(place);
    bool any = false;
    for (const CompileCommand &command : database.all())
      if (isCppSource(command.file) && (isBelow(command.file, place) || isBelow(realPath(command.file), real))) {
        any = true;
        take(command);
      }
    if (any)
      return llvm::Error::success();
    return error("{0}: no C++ unit of {1} lies in this folder; name another folder, or another database with '-p'",
                 asked, database.path());
  }

  llvm::Error addFile(const std::string &asked, const std::string &place, const CompileCommands &database) {
    const std::string real = realPath(place);
    for (const CompileCommand &command : database.all())
      if (command.file == place || realPath(command.file) == real) {
        take(command);
        return llvm::Error::success();
      }
    units.problems.push_back(
        {place, llvm::formatv("not in {0}; pass its flags after '--' to check it alone", database.path()).str()});
    return llvm::Error::success();
  }

  void take(const CompileCommand &command) {
    if (taken.insert(command.file).second)
      units.commands.push_back(command);
  }

  const CheckArguments &arguments;
  std::map<std::string, CompileCommands> databases;
  llvm::StringSet<> taken;
};

} // namespace

llvm::Expected<Units> findUnits(const CheckArguments &arguments) {
  for (const std::string &asked : arguments.paths)
    if (!fs::exists(asked))
      return error("{0}: no such file or folder", asked);
  if (arguments.hasFlags)
    return unitsFromFlags(arguments);
  DatabaseUnits found(arguments);
  for (const std::string &asked : arguments.paths)
    if (llvm::Error failed = found.add(asked))
      return failed;
  llvm::sort(found.units.commands, [](const auto &a, const auto &b) { return a.file < b.file; });
  return std::move(found.units);
}

} // namespace corolint
