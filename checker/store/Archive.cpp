#include "Archive.h"

#include "support/Paths.h"

#include <llvm/ADT/Twine.h>
#include <llvm/Support/Endian.h>
#include <llvm/Support/xxhash.h>

namespace corolint {

// Goes up whenever `fields` of some type changes, so that older bytes are refused and not misread.
static constexpr unsigned formatVersion = 1;
static constexpr llvm::StringLiteral magic = "corolint";
static constexpr std::size_t checksumSize = 8;

/// Seven bits a byte, least first, the high bit says that more follow.
void Writer::number(uint64_t value) {
  for (; value >= 0x80; value >>= 7)
    out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

uint64_t Reader::number() {
  constexpr unsigned bits = 64;
  uint64_t value = 0;
  for (unsigned shift = 0; shift < bits && !rest.empty(); shift += 7) {
    const auto byte = static_cast<uint8_t>(rest.front());
    rest = rest.drop_front();
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80)
      return value;
  }
  failed = true;
  return 0;
}

/// 0, the size and the bytes; or, counted from 1, which of the strings before it is.
void Writer::string(llvm::StringRef value) {
  const auto [entry, isNew] = known.try_emplace(value, known.size() + 1);
  if (!isNew)
    return number(entry->second);
  number(0);
  number(value.size());
  out += value;
}

llvm::StringRef Reader::string() {
  const uint64_t which = number();
  if (which > known.size())
    failed = true;
  if (failed)
    return {};
  if (which != 0)
    return known[which - 1];
  const std::size_t length = size();
  known.push_back(rest.take_front(length));
  rest = rest.drop_front(length);
  return known.back();
}

/// Of a sequence; none is longer than the bytes that are left, as each element takes one at least.
std::size_t Reader::size() {
  const uint64_t read = number();
  failed |= read > rest.size();
  return failed ? 0 : read;
}

void Writer::path(const std::string &value) { string(rootedPath(value, root)); }

void Reader::path(std::string &value) { value = unrootedPath(string(), root); }

void Writer::paths(const std::vector<std::string> &values) {
  number(values.size());
  for (const std::string &value : values)
    path(value);
}

void Reader::paths(std::vector<std::string> &values) {
  values.clear();
  for (std::size_t left = size(); left != 0 && !failed; --left)
    path(values.emplace_back());
}

// Stands for the root in texts; where a text holds it itself, another character follows.
static constexpr char rootMark = '\x01';

void Writer::text(const std::string &value) {
  std::string written;
  for (llvm::StringRef rest = value; !rest.empty();) {
    if (!root.empty() && rest.starts_with(root) && rest.drop_front(root.size()).starts_with("/")) {
      rest = rest.drop_front(root.size());
      written += rootMark;
    } else {
      written += rest.front();
      if (rest.front() == rootMark)
        written += '.';
      rest = rest.drop_front();
    }
  }
  string(written);
}

void Reader::text(std::string &value) {
  value.clear();
  for (llvm::StringRef rest = string(); !rest.empty();) {
    const char next = rest.front();
    rest = rest.drop_front();
    if (next != rootMark)
      value += next;
    else if (rest.consume_front("."))
      value += rootMark;
    else
      value += root;
  }
}

std::string sealed(llvm::StringRef kind, llvm::StringRef payload) {
  std::string bytes = (magic + " " + kind + " " + llvm::Twine(formatVersion) + "\n" + payload).str();
  char checksum[checksumSize];
  llvm::support::endian::write64le(checksum, llvm::xxh3_64bits(bytes));
  return bytes.append(checksum, checksumSize);
}

llvm::StringRef unsealed(llvm::StringRef kind, llvm::StringRef bytes) {
  if (bytes.size() < checksumSize)
    return {};
  const llvm::StringRef content = bytes.drop_back(checksumSize);
  if (llvm::support::endian::read64le(bytes.data() + content.size()) != llvm::xxh3_64bits(content))
    return {};
  const auto [head, payload] = content.split('\n');
  return head == (magic + " " + kind + " " + llvm::Twine(formatVersion)).str() ? payload : llvm::StringRef();
}

} // namespace corolint
