// What goes between a program that edits a unit and the processes that check it.
//
// Whoever asks knows nothing of the processes, and they nothing of the editor: all that both share are these packets.
#pragma once

#include "frontend/CompileCommand.h"
#include "support/Input.h"

#include <llvm/Support/Error.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace corolint {

class Engine;

/// Makes the engine for `file` in the process that checks it. What `settings` says is between who writes the order and
/// who makes the engine.
using EngineMaker =
    std::function<llvm::Expected<std::shared_ptr<const Engine>>(const std::string &settings, const std::string &file)>;

struct LiveOrder {
  std::string settings;
  CompileCommand command;
  UnsavedTexts texts;       // that of the unit is among them, if it can be read
  uint64_t pauseAt = 0;     // where in the unit's text the parse is to be kept for later orders
  std::string engine = {};  // tells the engine from one made of other settings, or of files that have changed since
  bool notesInputs = false; // the result says what it depends on, as if all texts were on the disk

  /// Of the unit.
  const std::string &text() const {
    static const std::string none;
    const auto found = texts.find(command.file);
    return found == texts.end() ? none : found->second;
  }
};

std::string pack(const LiveOrder &order);
std::optional<LiveOrder> unpackOrder(llvm::StringRef bytes);

/// The kinds of packets.
enum LivePacket : uint64_t {
  // To a process that waits.
  Check, // the order, the channel for its answers, the channel of the process that pauses for it
  // Answers to an order.
  Running, // in the process with this number
  Stale,   // what the process knows does not hold for the order
  Done,    // the result
  // Of a process that waits, on its own channel.
  Waiting, // it holds for texts that are the same up to this offset
};

} // namespace corolint
