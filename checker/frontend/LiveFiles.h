// The disk with the editor's unsaved texts over it, for a parse that goes on while both change.
//
// What the parser was told once it knows for good, so a parse may go on only while all that it has asked for is the
// same as before.
#pragma once

#include "InputRecorder.h"
#include "InputStates.h"

#include <llvm/ADT/StringSet.h>

#include <map>
#include <optional>

namespace corolint {

/// For one thread, as every file system that has a current folder.
class LiveFiles : public llvm::vfs::ProxyFileSystem {
public:
  /// Of `own`, which is being edited, the text is kept elsewhere: it may change at any time.
  LiveFiles(std::string own, UnsavedTexts texts);

  /// Notes the state of all that was asked so far.
  void noteStates();

  /// Whether all that was asked when the states were noted is the same, with `texts` over the disk.
  bool holdFor(const UnsavedTexts &texts) const;

  /// All that was asked so far, sorted by path; of a text, as if it were on the disk.
  std::vector<Input> inputs() const;

  void become(UnsavedTexts changed) { texts = std::move(changed); } // holdFor(changed)

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override;
  bool exists(const llvm::Twine &path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override;

private:
  std::string ask(const llvm::Twine &path);
  const std::string *textOf(const std::string &path) const;
  llvm::vfs::Status statusOf(const llvm::Twine &asked, const std::string &path, const std::string &text);

  std::string own;
  UnsavedTexts texts;
  llvm::StringSet<> asked;
  std::map<std::string, llvm::sys::fs::UniqueID> ids; // of unsaved texts
  llvm::IntrusiveRefCntPtr<InputRecorder> disk;
  std::time_t start;
  std::optional<InputStates> states;
};

} // namespace corolint
