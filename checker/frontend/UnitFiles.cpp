#include "UnitFiles.h"

#include "IncludeScan.h"
#include "Invocation.h"
#include "support/Paths.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

struct UnitFiles::Folders {
  std::vector<std::string> paths;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = llvm::vfs::createPhysicalFileSystem();
  IncludeScan scan;

  explicit Folders(const std::vector<std::string> &paths) : paths(paths), scan(paths, *files) {}
};

UnitFiles::UnitFiles() = default;
UnitFiles::~UnitFiles() = default;

/// The unit and the files that its flags include before it.
static std::vector<std::string> startsOf(const CompileCommand &command, llvm::ArrayRef<std::string> flags) {
  std::vector<std::string> starts = {command.file};
  for (std::size_t i = 0; i + 1 < flags.size(); ++i)
    if (flags[i] == "-include" || flags[i] == "-imacros")
      starts.push_back(absolutePath(flags[i + 1], command.directory));
  return starts;
}

bool UnitFiles::mayInclude(const CompileCommand &command, llvm::function_ref<bool(llvm::StringRef)> isWanted) {
  const std::vector<std::string> flags = parsingFlags(command.arguments);
  std::vector<std::string> folders = includeFolders(flags, /*withSystem=*/true);
  for (std::string &folder : folders)
    folder = absolutePath(folder, command.directory);
  auto found = llvm::find_if(known, [&](const auto &entry) { return entry->paths == folders; });
  if (found == known.end())
    found = known.insert(known.end(), std::make_unique<Folders>(folders));
  return llvm::any_of(startsOf(command, flags), [&](const std::string &start) {
    const IncludeScan::Reach reach = (*found)->scan.from(start);
    return !reach.isComplete || llvm::any_of(reach.files, [&](const auto &file) {
      return isWanted(absolutePath(file.getKey(), command.directory));
    });
  });
}

} // namespace corolint
