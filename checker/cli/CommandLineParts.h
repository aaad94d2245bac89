// The parts of the command line that several files write, each for some commands.
//
// CommandLine.cpp has the commands that check; SettingsCommandLine.cpp those that tell how and why.
#pragma once

#include "CommandLine.h"

namespace corolint {

void addProfileOption(CLI::App &command, CheckArguments &arguments);

/// What decides how a file is read: database, config, headers.
void addUnitOptions(CLI::App &command, CheckArguments &arguments);

/// What is checked and by which rules: for every command that checks.
void addRuleOptions(CLI::App &command, CheckArguments &arguments);

/// Where the report goes and what it means for the exit.
void addReportOptions(CLI::App &command, CheckArguments &arguments);

/// Which part of a report is new.
void addChangeOptions(CLI::App &command, CheckArguments &arguments);

void addCacheFolder(CLI::App &command, CheckArguments &arguments);

/// facts, link, check-unit, merge, cache.
void addStepCommands(CLI::App &app, CommandLine &line);

void addEditorCommand(CLI::App &app, CommandLine &line);

/// doctor, config, completion.
void addSettingsCommands(CLI::App &app, CommandLine &line);

} // namespace corolint
