// Finds out which fixes hold, by checking the document's unit with them.
//
//     all together -> hold? keep them : try each half beside what is kept
//
// The checks happen beside the session, one after the other under a name of their own, so that they use what the
// first of them has parsed.
#pragma once

#include "Session.h"
#include "engine/FixTrial.h"

namespace corolint {

/// A finding and one of its fixes, as values.
struct FixOffer {
  Finding finding;
  std::size_t fix = 0; // its index

  const Fix &get() const { return finding.fixes[fix]; }
};

/// Tells `done` which of `offers` hold together, on the session's thread, by their index. What is known of the document
/// at `path` is up to date. Where the document changes meanwhile, none hold.
void searchFixes(Session &session, EventQueue &queue, const std::string &path, std::vector<FixOffer> offers,
                 std::function<void(std::vector<std::size_t> held)> done);

} // namespace corolint
