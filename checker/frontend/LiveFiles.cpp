#include "LiveFiles.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <set>

namespace corolint {

namespace {

class UnsavedFile : public llvm::vfs::File {
public:
  UnsavedFile(llvm::vfs::Status state, const std::string &text) : state(std::move(state)), text(text) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override { return state; }
  std::error_code close() override { return {}; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(text, name);
  }

private:
  llvm::vfs::Status state;
  std::string text;
};

} // namespace

LiveFiles::LiveFiles(std::string own, UnsavedTexts texts)
    : ProxyFileSystem(llvm::makeIntrusiveRefCnt<InputRecorder>()), own(std::move(own)), texts(std::move(texts)),
      disk(static_cast<InputRecorder *>(&getUnderlyingFS())), start(std::time(nullptr)) {}

void LiveFiles::noteStates() {
  std::vector<Input> inputs = disk->inputs();
  llvm::erase_if(inputs, [&](const Input &input) { return input.path == own; });
  states.emplace(std::move(inputs), start);
}

std::vector<Input> LiveFiles::inputs() const {
  std::vector<Input> all = disk->inputs();
  llvm::erase_if(all, [&](const Input &input) { return texts.contains(input.path); });
  for (const auto &[path, text] : texts)
    if (path == own || asked.contains(path))
      all.push_back({path, InputKind::File, digestOf(text)});
  llvm::sort(all);
  return all;
}

bool LiveFiles::holdFor(const UnsavedTexts &now) const {
  std::set<std::string> paths;
  for (const UnsavedTexts *each : {&texts, &now})
    for (const auto &[path, text] : *each)
      paths.insert(path);
  const auto textIn = [](const UnsavedTexts &in, const std::string &path) {
    const auto found = in.find(path);
    return found == in.end() ? nullptr : &found->second;
  };
  for (const std::string &path : paths) {
    if (path == own || !asked.contains(path))
      continue;
    const std::string *before = textIn(texts, path), *after = textIn(now, path);
    if (!before || !after || *before != *after)
      return false;
  }
  return states && states->areUnchanged();
}

std::string LiveFiles::ask(const llvm::Twine &path) {
  llvm::SmallString<256> absolute;
  path.toVector(absolute);
  if (!makeAbsolute(absolute))
    llvm::sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
  std::string result = absolute.str().str();
  asked.insert(result);
  return result;
}

const std::string *LiveFiles::textOf(const std::string &path) const {
  const auto found = texts.find(path);
  return found == texts.end() ? nullptr : &found->second;
}

llvm::vfs::Status LiveFiles::statusOf(const llvm::Twine &name, const std::string &path, const std::string &text) {
  const auto [id, isNew] = ids.try_emplace(path);
  if (isNew)
    id->second = llvm::vfs::getNextVirtualUniqueID();
  return {name,
          id->second,
          llvm::sys::TimePoint<>(),
          0,
          0,
          text.size(),
          llvm::sys::fs::file_type::regular_file,
          llvm::sys::fs::perms::all_read};
}

llvm::ErrorOr<llvm::vfs::Status> LiveFiles::status(const llvm::Twine &path) {
  const std::string name = ask(path);
  if (const std::string *text = textOf(name))
    return statusOf(path, name, *text);
  return ProxyFileSystem::status(path);
}

bool LiveFiles::exists(const llvm::Twine &path) { return static_cast<bool>(status(path)); }

llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> LiveFiles::openFileForRead(const llvm::Twine &path) {
  const std::string name = ask(path);
  if (const std::string *text = textOf(name))
    return std::make_unique<UnsavedFile>(statusOf(path, name, *text), *text);
  return ProxyFileSystem::openFileForRead(path);
}

} // namespace corolint
