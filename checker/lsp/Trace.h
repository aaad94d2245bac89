// Writes down each message of a session, one line of JSON each, so that it can be looked at and played again.
//
//     {"from":"client","ms":12,"message":{"jsonrpc":"2.0","method":"initialized","params":{}}}
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <memory>

namespace corolint {

/// For one thread, the session's.
class Trace {
public:
  Trace() = default; // writes nothing

  static llvm::Expected<Trace> into(const std::string &file);

  /// `message` is JSON; what is none is written as a text.
  void write(llvm::StringRef from, llvm::StringRef message);

private:
  std::unique_ptr<llvm::raw_fd_ostream> out;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

} // namespace corolint
