#include "SourceText.h"

namespace corolint {

SourceText::SourceText(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) : files(std::move(files)) {}
SourceText::~SourceText() = default;

/// Regular files only: a pipe would wait for ever, a device never end.
static std::unique_ptr<llvm::MemoryBuffer> read(llvm::vfs::FileSystem &files, llvm::StringRef path) {
  const auto status = files.status(path);
  if (!status || !status->isRegularFile())
    return nullptr;
  auto buffer = files.getBufferForFile(path);
  return buffer ? std::move(*buffer) : nullptr;
}

const SourceText::File *SourceText::file(llvm::StringRef path) {
  const auto [entry, isNew] = known.try_emplace(path, nullptr);
  if (!isNew)
    return entry->second.get();
  if (std::unique_ptr<llvm::MemoryBuffer> buffer = read(*files, path)) {
    const llvm::StringRef text = buffer->getBuffer();
    entry->second = std::make_unique<File>(File{std::move(buffer), LineIndex(text)});
  }
  return entry->second.get();
}

std::optional<TextRange> SourceText::range(const Span &span) {
  const File *source = file(span.path);
  if (!source)
    return std::nullopt;
  return TextRange{source->lines.at(span.begin), source->lines.at(span.end)};
}

} // namespace corolint
