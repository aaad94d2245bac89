#include "UnitFinder.h"

#include "engine/UserCode.h"
#include "frontend/IncludeScan.h"
#include "support/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace corolint {

namespace path = llvm::sys::path;

bool isHeader(llvm::StringRef file) {
  const llvm::StringRef extension = path::extension(file);
  return extension.empty() ||
         llvm::is_contained({".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".inc", ".ipp", ".tpp", ".inl", ".cuh"},
                            extension);
}

static std::string realPath(llvm::StringRef file) {
  llvm::SmallString<256> result;
  return llvm::sys::fs::real_path(file, result) ? file.str() : result.str().str();
}

const UnitFinder::Database *UnitFinder::databaseFor(const std::string &document) {
  std::string folder = buildFolder.empty() ? CompileCommands::find(document) : absolutePath(buildFolder);
  if (path::filename(folder) == "compile_commands.json")
    folder = path::parent_path(folder).str();
  if (folder.empty())
    return nullptr;
  const auto [entry, isNew] = databases.try_emplace(folder);
  if (isNew) {
    auto read = CompileCommands::load(folder);
    if (read)
      entry->second.commands = std::move(*read);
    else
      entry->second.problem = llvm::toString(read.takeError());
  }
  return &entry->second;
}

/// How many characters two paths begin with alike: files that are near to each other are built alike.
static std::size_t nearness(llvm::StringRef a, llvm::StringRef b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

/// The commands of C++ sources, those most likely to be built as `document` is first.
static std::vector<const CompileCommand *> nearest(const std::string &document, const CompileCommands &commands) {
  std::vector<std::tuple<bool, std::size_t, const CompileCommand *>> ranked;
  for (const CompileCommand &command : commands.all())
    if (path::extension(command.file) != ".c")
      ranked.emplace_back(path::stem(command.file) == path::stem(document), nearness(command.file, document), &command);
  llvm::stable_sort(ranked, [](const auto &a, const auto &b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) > std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<const CompileCommand *> sorted;
  for (const auto &[sameStem, near, command] : ranked)
    sorted.push_back(command);
  return sorted;
}

constexpr std::size_t scannedSources = 500; // A header that none of its nearest neighbours includes is taken alone.

std::optional<CompileCommand> UnitFinder::includerOf(const std::string &header, const CompileCommands &commands) {
  const std::string real = realPath(header);
  const auto disk = llvm::vfs::createPhysicalFileSystem();
  std::map<std::vector<std::string>, IncludeScan> scans; // a scan reads each file once, for units with equal folders
  for (const CompileCommand *command : llvm::ArrayRef(nearest(header, commands)).take_front(scannedSources)) {
    std::vector<std::string> folders = includeFolders(command->arguments, /*withSystem=*/false);
    for (std::string &folder : folders)
      folder = absolutePath(folder, command->directory);
    IncludeScan &scan = scans.try_emplace(folders, folders, *disk).first->second;
    for (const auto &file : scan.from(command->file).files)
      if (file.getKey() == header ||
          path::filename(file.getKey()) == path::filename(header) && realPath(absolutePath(file.getKey())) == real)
        return *command;
  }
  return std::nullopt;
}

static CompileCommand as(const CompileCommand &neighbour, const std::string &document) {
  CompileCommand command = neighbour;
  command.file = document;
  if (isHeader(document))
    command.arguments.insert(command.arguments.begin() + (command.arguments.empty() ? 0 : 1), "-xc++");
  return command;
}

static CompileCommand guess(const std::string &document) {
  const std::string folder = path::parent_path(document).str(), root = projectRoot(document);
  std::vector<std::string> flags;
  if (isHeader(document))
    flags.push_back("-xc++");
  for (const std::string &place : {folder, root + "/include", root + "/src", root})
    if (llvm::sys::fs::is_directory(place))
      flags.push_back("-I" + place);
  return commandFromFlags(document, folder, flags);
}

FoundUnit UnitFinder::find(const std::string &document) {
  const Database *database = databaseFor(document);
  if (!database || database->commands.all().empty())
    return {guess(document), FoundUnit::Origin::Guess, database ? database->problem : ""};
  const std::string real = realPath(document);
  for (const CompileCommand &command : database->commands.all())
    if (command.file == document || realPath(command.file) == real)
      return {command, FoundUnit::Origin::Database};
  if (isHeader(document))
    if (std::optional<CompileCommand> includer = includerOf(document, database->commands))
      return {std::move(*includer), FoundUnit::Origin::Includer};
  const std::vector<const CompileCommand *> near = nearest(document, database->commands);
  return near.empty() ? FoundUnit{guess(document)}
                      : FoundUnit{as(*near.front(), document), FoundUnit::Origin::Neighbour};
}

} // namespace corolint
