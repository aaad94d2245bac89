// Whether files are what they were, without reading them again.
//
// The store remembers of each file its size, times, inode and the digest of its content. A file that was written a
// moment before it was read may be written again within the same tick of the file system's clock; such a file is read
// anew until it has been left alone for a while (git calls it racily clean).
#pragma once

#include "Database.h"
#include "support/Input.h"

#include <llvm/ADT/StringMap.h>

#include <optional>
#include <sys/stat.h>

namespace corolint {

/// For one run: the disk is asked once about each path. Not thread-safe.
class FileStates {
public:
  explicit FileStates(Database &database);

  bool isUnchanged(const Input &input);

  /// Writes down what was read and can be trusted; the caller is in a transaction.
  void remember();
  bool hasNews() const { return !news.empty(); }

private:
  struct State {
    bool exists = false;
    struct stat status = {};
    std::optional<Digest> content;
  };
  struct News {
    std::string path, signature, content;
  };

  State &stateOf(const std::string &path);
  const Digest &contentOf(const std::string &path, State &state);
  std::optional<Digest> known(const std::string &path, const std::string &signature);

  Statement find, replace;
  llvm::StringMap<State> states;
  std::vector<News> news;
};

} // namespace corolint
