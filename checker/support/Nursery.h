// A process with one thread that forks others for a program with many.
//
// A fork has only the thread that called it, so locks that others held stay locked in it for good. Whoever wants to
// fork later, when it has threads, starts a nursery first.
#pragma once

#include "Packet.h"

#include <llvm/Support/Error.h>

#include <functional>

namespace corolint {

class Nursery {
public:
  /// To be called while no other thread runs. `live` is what its children do with their end of a channel; they end when
  /// it returns. Each may have so much data; 0: no limit. An error says what the system refuses.
  static llvm::Expected<Nursery> start(std::function<void(OpenFile channel)> live, uint64_t memoryBytes = 0);

  /// The other end of the channel of a new child; none where the system gives no more. Thread-safe.
  std::optional<OpenFile> bear() const;

private:
  explicit Nursery(OpenFile channel) : channel(std::move(channel)) {}

  OpenFile channel; // the nursery and its children end when it closes
};

} // namespace corolint
