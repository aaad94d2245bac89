#include "CompileCommand.h"

#include "support/Error.h"
#include "support/Paths.h"

#include <clang/Tooling/JSONCompilationDatabase.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <tuple>

namespace corolint {

namespace path = llvm::sys::path;

static llvm::StringRef firstLine(llvm::StringRef text) { return text.split('\n').first; }

static llvm::Error unreadable(const std::string &file, const std::string &why) {
  return error("{0}: cannot be read as a compilation database ({1}); make it anew with "
               "'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON'",
               file, firstLine(why));
}

llvm::Expected<CompileCommands> CompileCommands::load(llvm::StringRef folder) {
  CompileCommands result;
  result.source = absolutePath("compile_commands.json", folder);
  const auto text = llvm::MemoryBuffer::getFile(result.source);
  if (!text)
    return unreadable(result.source, text.getError().message());
  // Clang's reader prints what it finds wrong instead of returning it, so broken JSON must not get there.
  if (auto json = llvm::json::parse((*text)->getBuffer()); !json)
    return unreadable(result.source, llvm::toString(json.takeError()));
  std::string message;
  std::unique_ptr<clang::tooling::CompilationDatabase> database =
      clang::tooling::JSONCompilationDatabase::loadFromBuffer((*text)->getBuffer(), message,
                                                              clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!database)
    return unreadable(result.source, message);
  database = clang::tooling::expandResponseFiles(std::move(database), llvm::vfs::getRealFileSystem());
  for (clang::tooling::CompileCommand &command : database->getAllCompileCommands())
    result.commands.push_back(
        {command.Directory, absolutePath(command.Filename, command.Directory), std::move(command.CommandLine)});
  llvm::sort(result.commands, [](const auto &a, const auto &b) {
    return std::tie(a.file, a.directory, a.arguments) < std::tie(b.file, b.directory, b.arguments);
  });
  const auto last = std::unique(result.commands.begin(), result.commands.end(),
                                [](const auto &a, const auto &b) { return a.file == b.file; });
  result.commands.erase(last, result.commands.end());
  return result;
}

static bool hasDatabase(llvm::StringRef folder) {
  llvm::SmallString<256> file(folder);
  path::append(file, "compile_commands.json");
  return llvm::sys::fs::exists(file);
}

std::string CompileCommands::find(llvm::StringRef start) {
  const std::string first = absolutePath(start);
  for (llvm::StringRef folder = first; !folder.empty(); folder = path::parent_path(folder)) {
    llvm::SmallString<256> build(folder);
    path::append(build, "build");
    for (const llvm::StringRef candidate : {folder, build.str()})
      if (hasDatabase(candidate))
        return candidate.str();
  }
  return {};
}

CompileCommand commandFromFlags(llvm::StringRef file, llvm::StringRef directory, llvm::ArrayRef<std::string> flags) {
  CompileCommand command{directory.str(), absolutePath(file, directory), {"clang++"}};
  const bool namesStandard =
      llvm::any_of(flags, [](llvm::StringRef flag) { return flag.starts_with("-std=") || flag.starts_with("--std"); });
  if (!namesStandard)
    command.arguments.push_back("-std=c++20");
  command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
  command.arguments.push_back(command.file);
  return command;
}

} // namespace corolint
