#include "FileStates.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <ctime>

namespace corolint {

// No file system in use counts time in coarser steps (FAT: two seconds).
static constexpr std::time_t settlingSeconds = 2;

FileStates::FileStates(Database &database)
    : find(database, "SELECT content FROM files WHERE path = ?1 AND signature = ?2"),
      replace(database, "REPLACE INTO files (path, signature, content) VALUES (?1, ?2, ?3)") {}

template <typename T> static llvm::StringRef bytesOf(const T &value) {
  return {reinterpret_cast<const char *>(&value), sizeof value};
}

/// Changes whenever the file's content does. The time of the last change of the inode is the one that no program can
/// set back.
static std::string signatureOf(const struct stat &status) {
  const uint64_t parts[] = {status.st_dev,
                            status.st_ino,
                            static_cast<uint64_t>(status.st_size),
                            static_cast<uint64_t>(status.st_mtim.tv_sec),
                            static_cast<uint64_t>(status.st_mtim.tv_nsec),
                            static_cast<uint64_t>(status.st_ctim.tv_sec),
                            static_cast<uint64_t>(status.st_ctim.tv_nsec)};
  return bytesOf(parts).str();
}

static bool isSettled(const struct stat &status, std::time_t now) {
  return std::max(status.st_mtim.tv_sec, status.st_ctim.tv_sec) + settlingSeconds < now;
}

FileStates::State &FileStates::stateOf(const std::string &path) {
  const auto [entry, isNew] = states.try_emplace(path);
  if (isNew)
    entry->second.exists = ::stat(path.c_str(), &entry->second.status) == 0;
  return entry->second;
}

std::optional<Digest> FileStates::known(const std::string &path, const std::string &signature) {
  Digest content;
  if (!find.with(path, signature).step() || find.bytes(0).size() != sizeof content)
    return std::nullopt;
  std::memcpy(&content, find.bytes(0).data(), sizeof content);
  return content;
}

static Digest listingOf(const std::string &folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (llvm::sys::fs::directory_iterator entry(folder, code), end; entry != end && !code; entry.increment(code))
    names.push_back(llvm::sys::path::filename(entry->path()).str());
  return code ? Digest() : digestOfEntries(std::move(names));
}

const Digest &FileStates::contentOf(const std::string &path, State &state) {
  if (state.content)
    return *state.content;
  if (S_ISDIR(state.status.st_mode))
    return state.content.emplace(listingOf(path));
  const std::string signature = signatureOf(state.status);
  if (const std::optional<Digest> content = known(path, signature))
    return state.content.emplace(*content);
  const std::time_t now = std::time(nullptr);
  const auto text = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  state.content = text ? digestOf((*text)->getBuffer()) : Digest();
  if (text && isSettled(state.status, now))
    news.push_back({path, signature, bytesOf(*state.content).str()});
  return *state.content;
}

bool FileStates::isUnchanged(const Input &input) {
  State &state = stateOf(input.path);
  const bool isFolder = state.exists && S_ISDIR(state.status.st_mode);
  switch (input.kind) {
  case InputKind::Absent:
    return !state.exists;
  case InputKind::Present:
    return state.exists && !isFolder;
  case InputKind::Folder:
    return isFolder;
  case InputKind::Listing:
    return isFolder && input.content != Digest() && contentOf(input.path, state) == input.content;
  case InputKind::File: // what is no regular file may wait for ever when it is read
    return state.exists && S_ISREG(state.status.st_mode) && input.content != Digest() &&
           contentOf(input.path, state) == input.content;
  }
  return false;
}

void FileStates::remember() {
  for (const News &file : news)
    replace.with(file.path, file.signature, file.content).step();
  news.clear();
}

} // namespace corolint
