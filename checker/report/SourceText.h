// The texts that findings point into, read once.
//
// Findings hold byte offsets only. Snippets, lines and columns need the text, and many findings share a file.
#pragma once

#include "Finding.h"
#include "support/LineIndex.h"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <memory>
#include <optional>

namespace corolint {

/// A span as people count: from line 1, column 1, in bytes, half open.
struct TextRange {
  LineColumn begin, end;
};

/// Gives the text and lines of files. Not thread-safe; what it returns lives as long as it does.
class SourceText {
public:
  explicit SourceText(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = llvm::vfs::getRealFileSystem());
  ~SourceText();

  struct File {
    std::unique_ptr<llvm::MemoryBuffer> buffer;
    LineIndex lines;
  };

  /// Null where the file cannot be read: positions are then unknown and no snippet is shown.
  const File *file(llvm::StringRef path);

  /// The lines and columns of `span`; none where its file cannot be read.
  std::optional<TextRange> range(const Span &span);

private:
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
  llvm::StringMap<std::unique_ptr<File>> known;
};

} // namespace corolint
