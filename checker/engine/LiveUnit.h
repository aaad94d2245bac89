// The processes that check one unit while it is edited.
//
//     parses to the end of the includes, and waits
//       +-- for each order: the rest of its text -> result, and ends
//       +-- near the edit: parses up to there, and waits
//             +-- for each order: the rest of its text -> result, and ends
//
// Each is a fork of the one above, so it goes on from where that one waits (frontend/LiveText.h). What it reads in
// memory it shares, what it makes of an order is gone with it: a crash costs one result, a newer order ends an older
// one at once by ending its process.
#pragma once

#include "LiveOrder.h"
#include "support/Packet.h"

namespace corolint {

/// What a process does that is to check a unit: it takes orders from `channel` until that closes. Does not return from
/// the processes that it forks.
void serveLiveUnit(OpenFile channel, const EngineMaker &makeEngine);

} // namespace corolint
