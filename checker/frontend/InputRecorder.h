// The disk, and a note of all that a parse asks it.
//
// Also of what was not there: a header that appears earlier in the search path changes a unit although no file of it
// has changed. What was read is hashed as it was read, so a file that changes meanwhile is not mistaken.
#pragma once

#include "support/Input.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <vector>

namespace corolint {

/// For one thread, as every file system that has a current folder.
class InputRecorder : public llvm::vfs::ProxyFileSystem {
public:
  InputRecorder() : ProxyFileSystem(llvm::vfs::createPhysicalFileSystem()) {}

  /// What was asked so far, sorted by path.
  std::vector<Input> inputs() const;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override;
  bool exists(const llvm::Twine &path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &folder, std::error_code &code) override;

  void noteRead(const std::string &path, llvm::StringRef text);

private:
  struct Seen {
    InputKind kind = InputKind::Absent;
    Digest content;
  };

  std::string absolute(const llvm::Twine &path) const;
  void note(const std::string &path, const llvm::ErrorOr<llvm::vfs::Status> &status);

  llvm::StringMap<Seen> seen;
};

} // namespace corolint
