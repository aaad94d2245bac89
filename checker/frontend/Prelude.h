// The standard headers that many units include, parsed once for all of them.
//
// Units with equal flags can share a precompiled header: each includes the headers again, meets their guards and reads
// from it what it uses. Bodies of functions are not in it. What a unit means stays the same, since standard headers may
// come in any order; units that define macros with a bearing on them get none.
#pragma once

#include "CompileCommand.h"
#include "support/Input.h"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <memory>
#include <string>

namespace clang {
class CompilerInvocation;
}

namespace corolint {

class Prelude {
public:
  /// Parses `headers` ('vector') with the flags of `command`. Null where that does not work: units do without.
  /// Thread-safe; needs a deep stack (support/WorkerPool.h).
  static std::shared_ptr<const Prelude> make(const CompileCommand &command, llvm::ArrayRef<std::string> headers);

  /// Lets a parse with `invocation` begin with it; returns the file system to parse with, `files` and the prelude.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> use(clang::CompilerInvocation &invocation,
                                                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) const;

  /// All that its making asked the disk.
  llvm::ArrayRef<Input> inputs() const { return parts.asked; }

  /// What it consists of, so that it can be made in one process and used in others.
  struct Parts {
    std::vector<Input> asked;
    std::string source; // the parse looks for it, too
    std::string pch;
  };
  explicit Prelude(Parts parts) : parts(std::move(parts)) {}
  const Parts &all() const { return parts; }

private:
  Parts parts;
};

} // namespace corolint
