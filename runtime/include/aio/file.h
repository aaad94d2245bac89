// Files that do not hold up the loop: what aiofiles is to asyncio.
//
//     const aio::File file = co_await aio::open("notes.txt", "a+");
//     co_await file.write("one more\n");
//     co_await file.seek(0);
//     auto lines = file.lines();
//     while (std::optional<std::string> line = co_await lines.anext())
//       print(*line);
//     co_await file.close();
//
// The system has no way to wait for a disk, so each call runs on a thread of the loop's pool, and costs two hops of a
// few microseconds; read and write in large pieces. What is written is with the system when write() returns.

#pragma once

#include <aio/async_generator.h>
#include <aio/detail/opaque_ref.h>

#include <cstdint>
#include <string>

namespace aio {

namespace detail {
class FileState;
void retain(FileState &file) noexcept;
void release(FileState &file) noexcept;
} // namespace detail

/// An open file; a copy is the same file. It closes when the last copy is gone, on the loop's thread, and an error of
/// that is lost: close() tells it. Calls on one file take turns, in their order. Belongs to the loop's thread.
///
/// A call that is cancelled ends at once. What the thread has begun goes on to its end before the next call's turn: a
/// write may have happened, and what a read had fetched is there for the next read. Errors are std::system_error;
/// a call after close() throws InvalidStateError.
class File {
public:
  enum class Whence { begin, current, end };

  explicit File(detail::FileState &file) noexcept : file_(file) {}

  /// The next `count` bytes; fewer at the end of the file, nothing after it.
  [[nodiscard]] Coroutine<std::string> read(std::size_t count) const;

  /// Everything up to the end of the file.
  [[nodiscard]] Coroutine<std::string> read_all() const;

  /// A line with its '\n'. The last may have none; nothing at the end of the file.
  [[nodiscard]] Coroutine<std::string> read_line() const;

  /// The lines up to the end of the file, as read_line gives them. The generator keeps the file open.
  [[nodiscard]] AsyncGenerator<std::string> lines() const;

  /// Writes all of `data`, at the end if the file was opened to append. Throws std::errc::no_space_on_device and the
  /// like; some of it may be there then.
  [[nodiscard]] Coroutine<> write(std::string data) const;

  /// Moves to `offset` bytes from `whence` and returns the position from the beginning. Throws
  /// std::errc::invalid_seek for a pipe or a terminal.
  [[nodiscard]] Coroutine<std::int64_t> seek(std::int64_t offset, Whence whence = Whence::begin) const;
  [[nodiscard]] Coroutine<std::int64_t> tell() const;

  /// Throws what the system says about what was written before. Does nothing a second time. If it is cancelled before
  /// the thread has begun, the file stays open until the last copy is gone.
  [[nodiscard]] Coroutine<> close() const;

private:
  detail::OpaqueRef<detail::FileState> file_;
};

/// Opens `path`. The modes are those of Python: "r" reads; "w" writes a file that is new or emptied; "x" writes a file
/// that must not exist; "a" writes at the end; with '+' each does both. A 'b' means nothing, since bytes are all there
/// is. Programs that are started do not inherit the file. Throws std::system_error, such as
/// std::errc::no_such_file_or_directory, std::errc::too_many_files_open; std::invalid_argument for another mode;
/// RuntimeError if no loop runs in this thread.
[[nodiscard]] Coroutine<File> open(std::string path, std::string mode = "r");

} // namespace aio
