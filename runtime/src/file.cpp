#include <aio/file.h>

#include "file_state.h"

#include <aio/to_thread.h>

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace aio {

namespace {

constexpr std::size_t chunk =
    std::size_t{64} * 1024; // What a read fetches at least: a hop to a thread costs as much as copying it.

using FileRef = detail::OpaqueRef<detail::FileState>;

/// The right to use a file. It is over when the coroutine that asked has ended and its function on a thread, too.
struct Turn {
  FileRef file;
  std::shared_ptr<LockGuard> guard;

  /// Calls `function(file)` on a thread.
  template <class F> auto on_thread(F function) const {
    return to_thread([turn = *this, function = std::move(function)] { return function(*turn.file); });
  }
};

/// Waits until the calls before are done. Throws InvalidStateError if the file is closed.
Coroutine<Turn> take_turn(FileRef file, const char *operation) {
  LockGuard guard = co_await file->lock().lock();
  if (!file->is_open())
    throw InvalidStateError(std::string(operation) + ": the file is closed");
  co_return Turn{file, std::make_shared<LockGuard>(std::move(guard))};
}

Coroutine<bool> fetch(const Turn &turn, std::size_t count) {
  co_return co_await turn.on_thread([count](detail::FileState &file) { return file.fetch(std::max(count, chunk)); });
}

// The coroutines below hold the file: the handle may go while they run.
Coroutine<std::string> read_count(FileRef file, std::size_t count) {
  const Turn turn = co_await take_turn(file, "File::read");
  for (bool more = true; more && file->fetched().size() < count;)
    more = co_await fetch(turn, count - file->fetched().size());
  co_return file->take(count);
}

Coroutine<std::string> read_to_end(FileRef file) {
  const Turn turn = co_await take_turn(file, "File::read_all");
  for (bool more = true; more;)
    more = co_await fetch(turn, file->fetched().size()); // Twice as much each time.
  co_return file->take(std::string::npos);
}

Coroutine<std::string> read_one_line(FileRef file) {
  const Turn turn = co_await take_turn(file, "File::read_line");
  std::size_t searched = 0;
  std::size_t end = file->fetched().find('\n');
  for (bool more = true; more && end == std::string_view::npos;) {
    searched = file->fetched().size();
    more = co_await fetch(turn, searched);
    end = file->fetched().find('\n', searched);
  }
  co_return file->take(end == std::string_view::npos ? end : end + 1);
}

AsyncGenerator<std::string> each_line(FileRef file) {
  while (true) {
    std::string line = co_await read_one_line(file);
    if (line.empty())
      co_return;
    co_yield std::move(line);
  }
}

Coroutine<> write_all(FileRef file, std::string data) {
  const Turn turn = co_await take_turn(file, "File::write");
  auto write = [data = std::move(data)](detail::FileState &state) { state.write(data); };
  co_await turn.on_thread(std::move(write)); // g++ 12 destroys it twice unless it has a name, as below.
}

int to_system(File::Whence whence) noexcept {
  switch (whence) {
  case File::Whence::current:
    return SEEK_CUR;
  case File::Whence::end:
    return SEEK_END;
  default:
    return SEEK_SET;
  }
}

Coroutine<std::int64_t> seek_to(FileRef file, std::int64_t offset, File::Whence whence) {
  const Turn turn = co_await take_turn(file, "File::seek");
  co_return co_await turn.on_thread([=](detail::FileState &state) { return state.seek(offset, to_system(whence)); });
}

Coroutine<std::int64_t> position_of(FileRef file) {
  const Turn turn = co_await take_turn(file, "File::tell");
  co_return file->tell(); // Does not block.
}

Coroutine<> close_file(FileRef file) {
  if (!file->is_open())
    co_return;
  const Turn turn = co_await take_turn(file, "File::close");
  co_await turn.on_thread([](detail::FileState &state) { state.close(); });
}

/// The flags of open(2) for a mode of Python's. Throws std::invalid_argument.
int flags_of(const std::string &mode) {
  std::string kind = mode;
  std::erase(kind, 'b');
  const bool both = std::erase(kind, '+') > 0;
  const int writes = both ? O_RDWR : O_WRONLY;
  if (kind == "r")
    return both ? O_RDWR : O_RDONLY;
  if (kind == "w")
    return writes | O_CREAT | O_TRUNC;
  if (kind == "x")
    return writes | O_CREAT | O_EXCL;
  if (kind == "a")
    return writes | O_CREAT | O_APPEND;
  throw std::invalid_argument("open: no such mode: '" + mode + "'");
}

} // namespace

Coroutine<std::string> File::read(std::size_t count) const { return read_count(file_, count); }

Coroutine<std::string> File::read_all() const { return read_to_end(file_); }

Coroutine<std::string> File::read_line() const { return read_one_line(file_); }

AsyncGenerator<std::string> File::lines() const { return each_line(file_); }

Coroutine<> File::write(std::string data) const { return write_all(file_, std::move(data)); }

Coroutine<std::int64_t> File::seek(std::int64_t offset, Whence whence) const { return seek_to(file_, offset, whence); }

Coroutine<std::int64_t> File::tell() const { return position_of(file_); }

Coroutine<> File::close() const { return close_file(file_); }

Coroutine<File> open(std::string path, std::string mode) {
  const int flags = flags_of(mode);
  const FileRef file(*new detail::FileState);
  auto open = [file, path = std::move(path), flags] { file->open(path, flags); };
  co_await to_thread(std::move(open));
  co_return File(*file);
}

} // namespace aio
