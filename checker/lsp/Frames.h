// Messages as the protocol sends them: a header that says how long the message is, then the message.
//
//     Content-Length: 52\r\n
//     \r\n
//     {"jsonrpc":"2.0","method":"initialized","params":{}}
//
// Whatever comes in from outside is no reason to fall: a broken frame is told as such, and the next one is looked for.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <mutex>
#include <string>

namespace corolint {

/// Reads frames from a descriptor. For one thread.
class FrameReader {
public:
  explicit FrameReader(int descriptor) : descriptor(descriptor) {}

  enum class Kind { Message, Broken, End };
  struct Frame {
    Kind kind = Kind::End;
    std::string text; // the message, or what is wrong
  };

  /// Waits for the next frame. What stands between frames and is no header is skipped.
  Frame read();

private:
  bool fill();
  bool readLine(std::string &line);
  bool readBytes(uint64_t count, std::string &bytes);
  Frame readBody(llvm::StringRef length);

  int descriptor;
  std::string buffer;
  std::size_t start = 0; // of what was not handed out
};

/// Writes frames to a descriptor. Thread-safe.
class FrameWriter {
public:
  explicit FrameWriter(int descriptor) : descriptor(descriptor) {}

  /// False where nobody reads any more: then nothing is worth writing.
  bool write(llvm::StringRef message);

private:
  std::mutex mutex;
  int descriptor;
};

} // namespace corolint
