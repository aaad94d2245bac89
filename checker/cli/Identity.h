// What makes two runs check alike: the settings, told by their content and not by where they stand.
//
// Results of earlier runs hold for a later one with the same identity (store/UnitStore.h). Where a setting was written
// and in which order the command line named things is not part of it.
#pragma once

#include "config/Config.h"
#include "engine/Engine.h"

namespace corolint {

/// All that an engine is made of.
struct EngineParts {
  const Config &config;
  const RuleSelection &selection;
  llvm::ArrayRef<LibraryData> libraries;
  llvm::ArrayRef<std::string> ownFolders; // see userCodeBelow()
  llvm::StringRef headerFilter;
};

/// Paths below `root` count as relative to it.
Digest identityOf(const EngineParts &parts, llvm::StringRef root);

} // namespace corolint
