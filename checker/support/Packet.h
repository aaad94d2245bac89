// Short messages between processes of this program, with open files that go along.
//
// What is long travels as a file in memory: no message is ever sent in part, so nobody waits for the rest of one.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

/// An open file that is closed with this object.
class OpenFile {
public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor(descriptor) {}
  OpenFile(OpenFile &&other) noexcept : descriptor(std::exchange(other.descriptor, -1)) {}
  OpenFile &operator=(OpenFile &&other) noexcept {
    const OpenFile old(std::exchange(descriptor, std::exchange(other.descriptor, -1)));
    return *this;
  }
  ~OpenFile() { close(); }

  int get() const { return descriptor; }
  explicit operator bool() const { return descriptor >= 0; }
  void close();

private:
  int descriptor = -1;
};

struct Packet {
  uint64_t kind = 0, value = 0;
  std::vector<OpenFile> files = {};
};

/// Both ends of a channel for packets; none where the system gives no more.
std::optional<std::array<OpenFile, 2>> makeChannel();

/// False where the other end is gone.
bool send(const OpenFile &channel, uint64_t kind, uint64_t value, llvm::ArrayRef<int> files = {});

/// Waits for a packet; none where the other end is gone, or where it `mayWait` not and there is none.
std::optional<Packet> receive(const OpenFile &channel, bool mayWait = true);

/// A file without a name that holds `bytes`; none where the system gives no more memory.
OpenFile fileInMemory(llvm::StringRef bytes);

/// All of a file; none where it cannot be read.
std::optional<std::string> contentOf(const OpenFile &file);

} // namespace corolint
