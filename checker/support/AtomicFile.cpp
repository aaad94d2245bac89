#include "AtomicFile.h"

#include "Error.h"
#include "Escape.h"

#include <llvm/ADT/ScopeExit.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace corolint {

namespace fs = std::filesystem;

static std::error_code lastError() { return {errno, std::generic_category()}; }

static llvm::Error failed(llvm::StringRef path, std::error_code why) {
  return error("{0}: cannot be written: {1}", printable(path), why.message());
}

/// The file that `path` stands for, even where the last link's target does not exist.
static std::string followLinks(llvm::StringRef path) {
  constexpr int maxLinks = 40; // As the kernel's limit (path_resolution(7)); a longer chain fails when it is opened.
  fs::path target = path.str();
  std::error_code ignored;
  for (int i = 0; i < maxLinks && fs::is_symlink(target, ignored); ++i)
    target = target.parent_path() / fs::read_symlink(target, ignored);
  return target.string();
}

/// Writes all to `fd` and closes it.
static std::error_code writeAndClose(int fd, llvm::StringRef content, bool sync) {
  llvm::raw_fd_ostream out(fd, /*shouldClose=*/true);
  out << content;
  out.flush();
  std::error_code failure = out.error();
  if (!failure && sync && ::fsync(fd) != 0)
    failure = lastError();
  out.close();
  if (!failure)
    failure = out.error();
  out.clear_error(); // Else the destructor ends the program.
  return failure;
}

/// A device or pipe has no old content to keep, and a rename would remove it.
static std::error_code writeInPlace(const std::string &target, llvm::StringRef content) {
  int fd = -1;
  if (std::error_code failure = llvm::sys::fs::openFileForWrite(target, fd, llvm::sys::fs::CD_OpenExisting))
    return failure;
  return writeAndClose(fd, content, /*sync=*/false);
}

static std::error_code replace(const std::string &target, llvm::StringRef content, const struct stat *old) {
  // A file that its owner made read-only is not ours to replace, although its folder would let us.
  if (old && ::access(target.c_str(), W_OK) != 0)
    return lastError();
  int fd = -1;
  llvm::SmallString<128> temporary;
  if (std::error_code failure = llvm::sys::fs::createUniqueFile(target + ".%%%%%%%%.tmp", fd, temporary,
                                                                llvm::sys::fs::OF_None, old ? 0600 : 0666))
    return failure;
  auto discard = llvm::make_scope_exit([&] { ::unlink(temporary.c_str()); });
  if (old && ::fchmod(fd, old->st_mode & 07777) != 0) {
    const std::error_code failure = lastError();
    ::close(fd);
    return failure;
  }
  if (std::error_code failure = writeAndClose(fd, content, /*sync=*/true))
    return failure;
  if (std::error_code failure = llvm::sys::fs::rename(temporary, target))
    return failure;
  discard.release();
  return {};
}

llvm::Error writeFileAtomically(llvm::StringRef path, llvm::StringRef content) {
  const std::string target = followLinks(path);
  struct stat old = {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (!exists && errno != ENOENT)
    return failed(path, lastError());
  const bool special = exists && !S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode);
  const std::error_code failure =
      special ? writeInPlace(target, content) : replace(target, content, exists ? &old : nullptr);
  return failure ? failed(path, failure) : llvm::Error::success();
}

} // namespace corolint
