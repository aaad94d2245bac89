// How a document is checked: as a unit with its own command, as a part of a unit that includes it, or by a guess.
//
//     source in the database       its command
//     header                       a unit that includes it: as the compiler sees it, with what stands before it
//     file that no database knows  the command of its nearest neighbour; without any database C++20, and the folders
//                                  around it to find its headers in
#pragma once

#include "frontend/CompileCommand.h"

#include <map>
#include <optional>

namespace corolint {

struct FoundUnit {
  CompileCommand command;
  enum class Origin { Database, Includer, Neighbour, Guess } origin = Origin::Guess;
  std::string problem = {}; // with the database; empty where there is none
};

/// Keeps the databases that it has read. For one thread.
class UnitFinder {
public:
  /// `buildFolder` holds the compile_commands.json; empty: found upward from each file.
  explicit UnitFinder(std::string buildFolder) : buildFolder(std::move(buildFolder)) {}

  FoundUnit find(const std::string &document);

private:
  struct Database {
    CompileCommands commands;
    std::string problem;
  };

  const Database *databaseFor(const std::string &document);
  std::optional<CompileCommand> includerOf(const std::string &header, const CompileCommands &commands);

  std::string buildFolder;
  std::map<std::string, Database> databases; // by folder
};

bool isHeader(llvm::StringRef path);

} // namespace corolint
