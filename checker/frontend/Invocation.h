// From a compile command to a parse that can do nothing but parse.
//
// A command comes from a repository that the user may not trust, and was often written for GCC. Flags that Clang does
// not know are left out; those that load code, write files or change diagnostics never reach the parser.
#pragma once

#include "CompileCommand.h"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <memory>

namespace clang {
class CompilerInvocation;
}

namespace corolint {

/// The parser's settings for `command`. An error says what to do when no parse can be made of it.
llvm::Expected<std::shared_ptr<clang::CompilerInvocation>>
makeInvocation(const CompileCommand &command, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files);

/// `arguments` without the flags that Clang does not know or that have no bearing on what the source means.
std::vector<std::string> parsingFlags(llvm::ArrayRef<std::string> arguments);

/// The other words of the command, as they were written.
std::vector<std::string> droppedFlags(llvm::ArrayRef<std::string> arguments);

/// The folder of Clang's own headers (stddef.h, ...): beside the program when installed so, else that of the Clang it
/// was built with.
std::string resourceDirectory();

} // namespace corolint
