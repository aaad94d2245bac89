// Which files a source includes, read off its text.
//
// A guess that costs a thousandth of a parse: conditions are not looked at, so it finds too many rather than too few.
// Good for deciding what to prepare, not for what code means.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <vector>

namespace corolint {

class IncludeScan {
public:
  /// Files are looked for beside the includer and in `folders`; a relative one lies in the current folder of `files`.
  IncludeScan(std::vector<std::string> folders, llvm::vfs::FileSystem &files)
      : folders(std::move(folders)), files(files) {}

  /// What a file includes that was not found, so that it comes from the system, through all files that were.
  struct Reach {
    llvm::StringSet<> systemHeaders;
    bool changesStandardHeaders = false; // some file defines a macro that has a bearing on them
    llvm::StringSet<> files;             // that were found, the start among them
    bool isComplete = true;              // no file has an '#include' of a macro
  };

  /// Each file is read once in the life of the scan. Linear in the files reached.
  Reach from(const std::string &file);

private:
  struct File {
    std::vector<std::string> includes, systemHeaders;
    bool changesStandardHeaders = false, isComplete = true;
  };

  const File &read(const std::string &path);
  std::string find(llvm::StringRef name, llvm::StringRef includer) const;

  std::vector<std::string> folders;
  llvm::vfs::FileSystem &files;
  llvm::StringMap<File> known;
};

/// The folders that the compiler's `flags` name for headers: '-I' and '-iquote', and '-isystem' where that is asked
/// for.
std::vector<std::string> includeFolders(llvm::ArrayRef<std::string> flags, bool withSystem);

} // namespace corolint
