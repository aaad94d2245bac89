#include "Frames.h"

#include <llvm/ADT/StringExtras.h>

#include <cerrno>
#include <unistd.h>

namespace corolint {

constexpr uint64_t longestMessage = 1u << 30; // Longer ones are taken for a wrong length: no editor holds such a text.
constexpr std::size_t longestLine = 4096;     // of a header

/// Gets more of what comes in; false at its end.
bool FrameReader::fill() {
  if (start > 0) {
    buffer.erase(0, start);
    start = 0;
  }
  char chunk[1u << 16];
  ssize_t got = 0;
  do
    got = ::read(descriptor, chunk, sizeof chunk);
  while (got < 0 && errno == EINTR);
  if (got <= 0)
    return false;
  buffer.append(chunk, static_cast<std::size_t>(got));
  return true;
}

/// The next line without its end; a longer one than any header is cut.
bool FrameReader::readLine(std::string &line) {
  for (std::size_t seen = 0;;) {
    const std::size_t end = buffer.find('\n', start + seen);
    const std::size_t length = (end == std::string::npos ? buffer.size() : end) - start;
    if (end == std::string::npos && length < longestLine) {
      seen = length;
      if (!fill())
        return false;
      continue;
    }
    line = buffer.substr(start, length);
    start += length + (end == std::string::npos ? 0 : 1);
    return true;
  }
}

bool FrameReader::readBytes(uint64_t count, std::string &bytes) {
  while (buffer.size() - start < count)
    if (!fill())
      return false;
  bytes = buffer.substr(start, count);
  start += count;
  return true;
}

FrameReader::Frame FrameReader::readBody(llvm::StringRef length) {
  uint64_t count = 0;
  if (length.getAsInteger(10, count))
    return {Kind::Broken, "the Content-Length '" + length.str() + "' is no number"};
  if (count > longestMessage)
    return {Kind::Broken, "a message of " + length.str() + " bytes is too long"};
  Frame frame{Kind::Message, {}};
  if (!readBytes(count, frame.text))
    return {Kind::End, {}};
  return frame;
}

FrameReader::Frame FrameReader::read() {
  std::string line, length;
  bool hasLength = false;
  while (readLine(line)) {
    llvm::StringRef header = llvm::StringRef(line).rtrim("\r");
    const std::size_t colon = header.find(':');
    if (header.empty() && hasLength)
      return readBody(length);
    if (colon != llvm::StringRef::npos && header.take_front(colon).trim().equals_insensitive("Content-Length")) {
      length = header.substr(colon + 1).trim().str();
      hasLength = true;
    }
  }
  return {Kind::End, {}};
}

bool FrameWriter::write(llvm::StringRef message) {
  const std::string frame = "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + message.str();
  const std::lock_guard lock(mutex);
  for (std::size_t done = 0; done < frame.size();) {
    const ssize_t written = ::write(descriptor, frame.data() + done, frame.size() - done);
    if (written < 0 && errno != EINTR)
      return false;
    done += written > 0 ? static_cast<std::size_t>(written) : 0;
  }
  return true;
}

} // namespace corolint
