#include "InputRecorder.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace corolint {

// What no content has: a file that could not be read, or that changed while it was, is never found unchanged.
static constexpr Digest unknown = {};

namespace {

class RecordedFile : public llvm::vfs::File {
public:
  RecordedFile(std::unique_ptr<File> file, std::string path, llvm::IntrusiveRefCntPtr<InputRecorder> recorder)
      : file(std::move(file)), path(std::move(path)), recorder(std::move(recorder)) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override { return file->status(); }
  llvm::ErrorOr<std::string> getName() override { return file->getName(); }
  std::error_code close() override { return file->close(); }

  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &name, int64_t size, bool terminated,
                                                               bool isVolatile) override {
    auto buffer = file->getBuffer(name, size, terminated, isVolatile);
    if (buffer)
      recorder->noteRead(path, (*buffer)->getBuffer());
    return buffer;
  }

private:
  std::unique_ptr<File> file;
  std::string path;
  llvm::IntrusiveRefCntPtr<InputRecorder> recorder;
};

} // namespace

std::string InputRecorder::absolute(const llvm::Twine &path) const {
  llvm::SmallString<256> result;
  path.toVector(result);
  // Without a current folder no relative path is found either.
  if (const std::error_code code = makeAbsolute(result))
    return path.str();
  return result.str().str();
}

void InputRecorder::note(const std::string &path, const llvm::ErrorOr<llvm::vfs::Status> &status) {
  const auto [entry, isNew] = seen.try_emplace(path);
  if (isNew && status)
    entry->second.kind = status->isDirectory() ? InputKind::Folder : InputKind::Present;
}

void InputRecorder::noteRead(const std::string &path, llvm::StringRef text) {
  Seen &input = seen[path];
  const Digest content = digestOf(text);
  input.content = input.kind == InputKind::File && input.content != content ? unknown : content;
  input.kind = InputKind::File;
}

llvm::ErrorOr<llvm::vfs::Status> InputRecorder::status(const llvm::Twine &path) {
  auto found = ProxyFileSystem::status(path);
  note(absolute(path), found);
  return found;
}

bool InputRecorder::exists(const llvm::Twine &path) { return static_cast<bool>(status(path)); }

llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> InputRecorder::openFileForRead(const llvm::Twine &path) {
  auto file = ProxyFileSystem::openFileForRead(path);
  const std::string name = absolute(path);
  if (!file) {
    if (ProxyFileSystem::status(path))
      seen[name] = {InputKind::File, unknown};
    else
      seen.try_emplace(name);
    return file.getError();
  }
  note(name, (*file)->status());
  return std::make_unique<RecordedFile>(std::move(*file), name, this);
}

llvm::vfs::directory_iterator InputRecorder::dir_begin(const llvm::Twine &folder, std::error_code &code) {
  std::vector<std::string> names;
  for (auto entry = ProxyFileSystem::dir_begin(folder, code); !code && entry != llvm::vfs::directory_iterator();
       entry.increment(code))
    names.push_back(llvm::sys::path::filename(entry->path()).str());
  if (!code)
    seen[absolute(folder)] = {InputKind::Listing, digestOfEntries(std::move(names))};
  else
    note(absolute(folder), ProxyFileSystem::status(folder));
  return ProxyFileSystem::dir_begin(folder, code);
}

std::vector<Input> InputRecorder::inputs() const {
  std::vector<Input> all;
  all.reserve(seen.size());
  for (const auto &entry : seen)
    all.push_back({entry.getKey().str(), entry.second.kind, entry.second.content});
  llvm::sort(all);
  return all;
}

} // namespace corolint
