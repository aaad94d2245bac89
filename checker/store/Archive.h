// Plain values as bytes and back.
//
// One function a type, `fields`, names what is written, and serves for both directions, so that they cannot drift
// apart. Numbers take as many bytes as they need, a repeated string a reference, and a path below the root of the
// project is written without the root: the bytes are the same in every checkout and on every host.
//
// The reader trusts nothing: whatever the bytes, it ends, stays within them, and says whether they made sense.
#pragma once

#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace corolint {

class Writer {
public:
  static constexpr bool isWriting = true;

  explicit Writer(llvm::StringRef root) : root(root.rtrim('/')) {}

  template <typename... T> void operator()(const T &...values) { (put(values), ...); }
  void path(const std::string &value);
  void paths(const std::vector<std::string> &values);
  void text(const std::string &value); // for people; may name paths
  template <typename E> void choice(E value, E /*last*/) { number(static_cast<uint64_t>(value)); }

  const std::string &bytes() const { return out; }

private:
  void number(uint64_t value);
  void string(llvm::StringRef value);

  template <typename T> void put(const T &value);

  std::string root, out;
  llvm::StringMap<uint64_t> known;
};

class Reader {
public:
  static constexpr bool isWriting = false;

  /// `bytes` must outlive it.
  Reader(llvm::StringRef bytes, llvm::StringRef root) : rest(bytes), root(root.rtrim('/')) {}

  template <typename... T> void operator()(T &...values) { (get(values), ...); }
  void path(std::string &value);
  void paths(std::vector<std::string> &values);
  void text(std::string &value);
  template <typename E> void choice(E &value, E last) {
    const uint64_t read = number();
    failed |= read > static_cast<uint64_t>(last);
    value = failed ? E() : static_cast<E>(read);
  }

  /// Whether all bytes were read and made sense.
  bool isComplete() const { return !failed && rest.empty(); }

private:
  uint64_t number();
  llvm::StringRef string();
  std::size_t size();

  template <typename T> void get(T &value);

  llvm::StringRef rest;
  std::string root;
  std::vector<llvm::StringRef> known;
  bool failed = false;
};

/// What `fields` of a type takes: read-only where it writes.
template <typename Archive, typename T> using Archived = std::conditional_t<Archive::isWriting, const T, T>;

namespace archive {
template <typename T> struct IsVector : std::false_type {};
template <typename T> struct IsVector<std::vector<T>> : std::true_type {};
} // namespace archive

template <typename T> void Writer::put(const T &value) {
  if constexpr (std::is_integral_v<T>) {
    number(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    string(value);
  } else if constexpr (archive::IsVector<T>::value) {
    number(value.size());
    for (const auto &element : value)
      put(element);
  } else {
    fields(*this, value);
  }
}

template <typename T> void Reader::get(T &value) {
  if constexpr (std::is_integral_v<T>) {
    const uint64_t read = number();
    value = static_cast<T>(read);
    failed |= static_cast<uint64_t>(value) != read; // does not fit
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = string().str();
  } else if constexpr (archive::IsVector<T>::value) {
    value.clear(); // and grown as elements come: their number may be a lie
    for (std::size_t left = size(); left != 0 && !failed; --left)
      get(value.emplace_back());
  } else {
    fields(*this, value);
  }
}

/// `payload` with what it takes to know it again: its kind ('unit'), the version of the format and a checksum.
std::string sealed(llvm::StringRef kind, llvm::StringRef payload);

/// The payload of what sealed() made of the same kind; null where the bytes are anything else, cut or damaged.
llvm::StringRef unsealed(llvm::StringRef kind, llvm::StringRef bytes);

/// A value as sealed bytes.
template <typename T> std::string encode(llvm::StringRef kind, const T &value, llvm::StringRef root) {
  Writer writer(root); // NOLINT(misc-const-correctness): what it is called with depends on T
  writer(value);
  return sealed(kind, writer.bytes());
}

/// Reads what encode() made; false where that is not possible, and `value` is then in any state.
template <typename T> bool decode(llvm::StringRef kind, llvm::StringRef bytes, llvm::StringRef root, T &value) {
  const llvm::StringRef payload = unsealed(kind, bytes);
  if (!payload.data())
    return false;
  Reader reader(payload, root); // NOLINT(misc-const-correctness): as above
  reader(value);
  return reader.isComplete();
}

} // namespace corolint
