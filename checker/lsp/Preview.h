// Runs one file through the server's path and prints what an editor would be shown.
//
// For who asks why the editor shows something else than 'corolint check', and for tests.
#pragma once

#include "Server.h"

#include <llvm/Support/raw_ostream.h>

namespace corolint {

/// Prints the notification, indented. 0: nothing found, 1: findings, 3: something was not checked.
int preview(const std::string &file, Analysis &analysis, const ServerOptions &options, llvm::raw_ostream &out);

} // namespace corolint
