// The parts of the command line that several files write, each for some commands.
//
// CommandLine.cpp has the commands that check; SettingsCommandLine.cpp those that tell how and why.
#pragma once

#include "CommandLine.h"

namespace corolint {

void addProfileOption(CLI::App &command, CheckArguments &arguments);

/// What decides how a file is read: database, config, headers.
void addUnitOptions(CLI::App &command, CheckArguments &arguments);

/// doctor, config, completion.
void addSettingsCommands(CLI::App &app, CommandLine &line);

} // namespace corolint
