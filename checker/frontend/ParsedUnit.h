// Parses one unit as far as a check needs it.
//
// The bodies of functions outside the user's code are skipped, which halves the cost. The AST and Sema live only during
// the callback: what should outlive them is copied into plain values.
#pragma once

#include "CompileCommand.h"
#include "LiveText.h"
#include "Prelude.h"
#include "support/Input.h"

#include <clang/Basic/SourceLocation.h>
#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace clang {
class Sema;
}

namespace corolint {

/// An '#include' in the user's code.
struct IncludeLine {
  clang::SourceLocation hash; // of the '#'
  clang::SourceLocation end;  // behind the file's name
  std::string spelled;        // with its quotes or brackets
};

/// A use of a macro that the caller asked to see.
struct MacroUse {
  clang::SourceLocation location; // where it is expanded, in a file
  std::string name;
};

struct CompileError {
  std::string path;
  unsigned line = 0; // 0 where the error has no place
  std::string message;
};

/// What the callback gets. Valid during the call.
struct ParsedUnit {
  clang::Sema &sema;
  std::function<bool(clang::SourceLocation)> isUserCode;
  std::vector<IncludeLine> includes;
  std::vector<MacroUse> macros;
  std::vector<UserFile> userFiles;  // sorted by path
  std::vector<CompileError> errors; // the first few; empty when it parses
};

struct ParseRequest {
  CompileCommand command;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files; // null: the disk
  std::function<bool(llvm::StringRef path, bool isSystem)> isUserFile;
  std::function<bool(llvm::StringRef name)> isWantedMacro;
  std::shared_ptr<const Prelude> prelude = nullptr; // made with the same flags; null: none
  const LiveParse *live = nullptr;                  // where the unit's own text is kept; null: in `files`
};

/// Parses and calls `use` once, also when the unit has errors. An error says why there was nothing to call it with.
/// Thread-safe; needs a deep stack (support/WorkerPool.h).
llvm::Error parseUnit(const ParseRequest &request, llvm::function_ref<void(ParsedUnit &)> use);

} // namespace corolint
