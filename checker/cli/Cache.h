// Where results are kept from run to run, for the commands that check.
//
// The store's troubles are told on standard error and change nothing else.
#pragma once

#include "Commands.h"
#include "store/UnitStore.h"

namespace corolint {

/// Of '--cache', else $XDG_CACHE_HOME/corolint or ~/.cache/corolint; empty where there is none of these.
std::string cacheFolder(const CheckArguments &arguments);

/// Null where none is wanted. `root` is the project's.
std::unique_ptr<UnitStore> openStore(const CheckArguments &arguments, const std::string &root);

} // namespace corolint
