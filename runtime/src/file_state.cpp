#include "file_state.h"
#include "system_call.h"

#include <aio/file.h>
#include <uv.h>

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace aio::detail {

/// Calls `function` of libuv without a callback, which makes it block. Throws std::system_error.
template <class... Parameters, class... Args>
static std::size_t call(const char *operation, int (*function)(uv_loop_t *, uv_fs_t *, Parameters...), Args... args) {
  uv_fs_t request;
  function(nullptr, &request, args..., nullptr);
  const ssize_t result = request.result;
  uv_fs_req_cleanup(&request);
  check(static_cast<int>(std::min<ssize_t>(result, 0)), operation);
  return static_cast<std::size_t>(result);
}

void retain(FileState &file) noexcept { file.retain(); }
void release(FileState &file) noexcept { file.release(); }

FileState::~FileState() {
  if (fd_ >= 0)
    ::close(fd_); // Nobody is there to be told of an error.
}

void FileState::open(const std::string &path, int flags) {
  fd_ = static_cast<int>(call(("open: " + path).c_str(), uv_fs_open, path.c_str(), flags | O_CLOEXEC, 0666));
}

void FileState::close() {
  if (fd_ >= 0)
    call("File::close", uv_fs_close, std::exchange(fd_, -1));
}

bool FileState::fetch(std::size_t count) {
  buffer_.erase(0, std::exchange(taken_, 0));
  const std::size_t before = buffer_.size();
  buffer_.resize(before + count);
  std::size_t fetched = 0;
  try {
    const uv_buf_t room = uv_buf_init(buffer_.data() + before, static_cast<unsigned>(count));
    fetched = call("File::read", uv_fs_read, fd_, &room, 1U, std::int64_t{-1});
  } catch (...) {
    buffer_.resize(before);
    throw;
  }
  buffer_.resize(before + fetched);
  return fetched > 0;
}

std::string FileState::take(std::size_t count) {
  std::string data(fetched().substr(0, count));
  taken_ += data.size();
  return data;
}

static std::int64_t move_to(int fd, std::int64_t offset, int whence) {
  const off_t position = ::lseek(fd, offset, whence);
  if (position < 0)
    throw_error(errno, "File::seek");
  return position;
}

void FileState::forget_fetched() {
  if (const auto ahead = static_cast<std::int64_t>(fetched().size()); ahead > 0)
    move_to(fd_, -ahead, SEEK_CUR);
  buffer_.clear();
  taken_ = 0;
}

void FileState::write(std::string_view data) {
  forget_fetched();
  while (!data.empty()) {
    char *const start = const_cast<char *>(data.data()); // libuv has one type for both directions.
    const uv_buf_t piece = uv_buf_init(start, static_cast<unsigned>(std::min(data.size(), std::size_t{1} << 30)));
    data.remove_prefix(call("File::write", uv_fs_write, fd_, &piece, 1U, std::int64_t{-1}));
  }
}

std::int64_t FileState::seek(std::int64_t offset, int whence) {
  forget_fetched();
  return move_to(fd_, offset, whence);
}

std::int64_t FileState::tell() const { return move_to(fd_, 0, SEEK_CUR) - static_cast<std::int64_t>(fetched().size()); }

} // namespace aio::detail
