// What a check looked at outside of itself: files, folders, and names under which there was nothing.
//
// Plain values. As long as each of a unit's inputs is what it was, checking the unit again finds the same.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace corolint {

/// A hash of content, wide enough that equal means the same content.
struct Digest {
  uint64_t low = 0, high = 0;
  auto operator<=>(const Digest &) const = default;
};

Digest digestOf(llvm::StringRef text);

/// Of a folder with these entries, in whatever order the disk has them.
Digest digestOfEntries(std::vector<std::string> names);

enum class InputKind {
  Absent,  // nothing is there, so the search for a header goes on elsewhere
  Present, // something is there, whatever its content
  Folder,  // a folder is there
  Listing, // a folder whose entries were read; `content` is that of their sorted names
  File,    // a file that was read
};

/// One of the things that a unit asked the file system about.
struct Input {
  std::string path; // absolute, as it was asked for
  InputKind kind = InputKind::Absent;
  Digest content = {}; // of File and Listing
  auto operator<=>(const Input &) const = default;
};

/// Texts that are not on the disk, or not yet, by path.
using UnsavedTexts = std::map<std::string, std::string>;

/// A file of the user's that a unit consists of.
struct UserFile {
  std::string path;  // as the compiler was asked for it
  uint64_t hash = 0; // of its text
  auto operator<=>(const UserFile &) const = default;
};

} // namespace corolint
