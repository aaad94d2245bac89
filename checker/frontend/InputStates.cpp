#include "InputStates.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace corolint {

// No file system in use counts time in coarser steps (FAT: two seconds).
static constexpr std::time_t settlingSeconds = 2;

InputStates::InputStates(std::vector<Input> inputs, std::time_t since) {
  for (Input &input : inputs) {
    State &state = states.emplace_back();
    state.input = std::move(input);
    state.exists = ::stat(state.input.path.c_str(), &state.status) == 0;
    state.isSettled = std::max(state.status.st_mtim.tv_sec, state.status.st_ctim.tv_sec) + settlingSeconds < since;
  }
}

static bool isSame(const struct stat &a, const struct stat &b) {
  const auto parts = [](const struct stat &status) {
    return std::tuple(status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                      status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
  };
  return parts(a) == parts(b);
}

static Digest contentOf(const std::string &path) {
  const auto text = llvm::MemoryBuffer::getFile(path);
  return text ? digestOf((*text)->getBuffer()) : Digest();
}

static Digest listingOf(const std::string &folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (llvm::sys::fs::directory_iterator entry(folder, code), end; entry != end && !code; entry.increment(code))
    names.push_back(llvm::sys::path::filename(entry->path()).str());
  return code ? Digest() : digestOfEntries(std::move(names));
}

bool InputStates::isUnchanged(const State &state) {
  struct stat status = {};
  const bool exists = ::stat(state.input.path.c_str(), &status) == 0;
  switch (state.input.kind) {
  case InputKind::Absent:
    return !exists;
  case InputKind::Present:
    return exists;
  case InputKind::Folder:
    return exists && S_ISDIR(status.st_mode);
  case InputKind::Listing:
    return exists && listingOf(state.input.path) == state.input.content;
  case InputKind::File:
    return exists &&
           ((state.isSettled && isSame(status, state.status)) || contentOf(state.input.path) == state.input.content);
  }
  return false;
}

bool InputStates::areUnchanged() const { return llvm::all_of(states, isUnchanged); }

} // namespace corolint
