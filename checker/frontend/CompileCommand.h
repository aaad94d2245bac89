// How a unit is compiled: found in a compile_commands.json or given after '--'.
//
// A database is input from outside: nothing in it is run, and what of a command may reach the parser is decided by
// Invocation.h.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace corolint {

struct CompileCommand {
  std::string directory;              // where the compiler runs; absolute
  std::string file;                   // the unit; absolute
  std::vector<std::string> arguments; // [0] is the compiler
};

/// The commands of a compile_commands.json.
class CompileCommands {
public:
  /// Reads `folder`/compile_commands.json; an error names the file and what is wrong with it.
  static llvm::Expected<CompileCommands> load(llvm::StringRef folder);

  /// The folder with the compile_commands.json for `path`: the nearest one upward, each folder's own before that of its
  /// 'build' folder; empty where there is none.
  static std::string find(llvm::StringRef path);

  /// One command a file, sorted by file: of several for the same file the least counts.
  llvm::ArrayRef<CompileCommand> all() const { return commands; }

  const std::string &path() const { return source; } ///< of the file read

private:
  std::string source;
  std::vector<CompileCommand> commands;
};

/// A command for `file` from flags alone, run in `directory`. C++20 where the flags name no standard.
CompileCommand commandFromFlags(llvm::StringRef file, llvm::StringRef directory, llvm::ArrayRef<std::string> flags);

} // namespace corolint
