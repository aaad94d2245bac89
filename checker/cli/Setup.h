// From the command line to jobs for the engine: which units, with which command, config and libraries.
//
// Whatever the user has to mend is found here, before the first unit is parsed.
#pragma once

#include "Commands.h"
#include "config/ConfigReader.h"
#include "engine/Batch.h"

namespace corolint {

struct Setup {
  std::vector<Job> jobs;
  std::vector<Problem> problems; // files that were named but cannot be checked
  std::string root;              // of the project, for paths shown relative to it
};

/// An error is the user's to mend: a wrong path, rule, config or database.
llvm::Expected<Setup> makeSetup(const CheckArguments &arguments);

/// The project's folder: of '--root', else of the first path.
std::string rootOf(const CheckArguments &arguments);

/// What would check `file`, unit or header: the settings and the libraries that are in force for it.
llvm::Expected<std::shared_ptr<const Engine>> engineFor(const CheckArguments &arguments, const std::string &file);

/// The names that a config may use: all rules, their options, all roles.
Vocabulary vocabulary();

/// The folder of the libraries' data: beside the program when installed so, else that of the source tree.
std::string librariesFolder();

} // namespace corolint
