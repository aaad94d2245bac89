// An open file with what was fetched of it and not read.
//
// The functions block: they run on a thread, one at a time (file.cpp sees to that), and use the position of the
// system. So what a read has fetched when its task is cancelled stays in the buffer, for the next.

#pragma once

#include "counted.h"

#include <aio/lock.h>

#include <cstdint>
#include <string>

namespace aio::detail {

class FileState : public Counted<FileState> {
public:
  FileState() noexcept = default;
  FileState(const FileState &) = delete;
  FileState &operator=(const FileState &) = delete;

  Lock &lock() noexcept { return lock_; }
  bool is_open() const noexcept { return fd_ >= 0; }

  void open(const std::string &path, int flags);
  void close();

  /// Fetches up to `count` bytes; false at the end.
  bool fetch(std::size_t count);

  /// What was fetched and not taken.
  std::string_view fetched() const noexcept { return std::string_view(buffer_).substr(taken_); }
  std::string take(std::size_t count);

  void write(std::string_view data);
  std::int64_t seek(std::int64_t offset, int whence);
  std::int64_t tell() const;

private:
  friend Counted;
  ~FileState();

  /// Moves the system's position back to where the reader stands.
  void forget_fetched();

  int fd_ = -1;
  std::string buffer_;
  std::size_t taken_ = 0; // Of the buffer.
  Lock lock_;
};

} // namespace aio::detail
