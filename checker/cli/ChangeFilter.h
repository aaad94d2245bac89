// The gate of a change: which units it can touch, and which findings are part of it.
//
// A finding belongs to a change when its line, or a line of its path, does.
#pragma once

#include "Setup.h"
#include "vcs/Changes.h"

#include <optional>

namespace corolint {

struct ChangeFilter {
  Changes changes;
  Nearness nearness = Nearness::Added;
};

/// What '--new-from', '--merge-base' or '--patch' ask for; nothing where none is given. An error is the user's to mend.
llvm::Expected<std::optional<ChangeFilter>> readChangeFilter(const CheckArguments &arguments, const std::string &root);

/// Drops the jobs that include no file of the change, as far as their text shows.
void keepTouched(std::vector<Job> &jobs, const Changes &changes);

/// Drops the findings of the finished `report` that are no part of the change; returns how many.
std::size_t keepNew(Report &report, const ChangeFilter &filter);

} // namespace corolint
