#include "connection.h"
#include "system_call.h"

#include <sys/socket.h>
#include <unistd.h>

namespace aio::detail {

// As asyncio: above the first, drain() waits; at the second, it goes on.
static constexpr std::size_t high_water = std::size_t{64} * 1024;
static constexpr std::size_t low_water = high_water / 4;
static constexpr std::size_t chunk = std::size_t{16} * 1024; // What fill() asks for.

void retain(Connection &connection) noexcept { connection.retain(); }
void release(Connection &connection) noexcept { connection.release(); }

Coroutine<> Connection::connect(Address address) {
  if (::connect(poller_.fd(), address.get(), address.size) == 0)
    co_return;
  // A Unix socket says EAGAIN when the server's queue is full, and does not tell when it no longer is.
  if (errno != EINPROGRESS && errno != EINTR)
    throw_error(errno, "connect");
  Poller::Awaiter writable = poller_.writable("open_connection");
  co_await writable;
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(poller_.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0)
    throw_error(error, "connect");
}

Coroutine<std::size_t> Connection::receive(char *to, std::size_t size) {
  if (!received_.empty()) {
    const std::size_t count = received_.copy(to, size);
    received_.erase(0, count);
    co_return count;
  }
  while (true) {
    if (poller_.fd() < 0)
      throw_error(ENOTCONN, "read");
    if (maybe_readable_) {
      const ssize_t count = ::read(poller_.fd(), to, size);
      if (count >= 0) {
        // A stream that gives less than asked for is empty, so the next call would block.
        maybe_readable_ = static_cast<std::size_t>(count) == size || count == 0;
        co_return static_cast<std::size_t>(count);
      }
      if (errno == EINTR)
        continue;
      if (!would_block(errno))
        throw_error(errno, "read");
    }
    Poller::Awaiter readable = poller_.readable("StreamReader::read"); // Named: g++ 12 loses a temporary here.
    co_await readable;
    maybe_readable_ = true;
  }
}

Coroutine<bool> Connection::fill() {
  std::string data(chunk, '\0');
  std::string before = std::exchange(received_, {}); // So that receive() asks the system.
  std::size_t count = 0;
  try {
    count = co_await receive(data.data(), data.size());
  } catch (...) {
    received_ = std::move(before);
    throw;
  }
  received_ = std::move(before.append(data, 0, count));
  co_return count > 0;
}

std::string Connection::take(std::size_t count) {
  std::string data = received_.substr(0, count);
  received_.erase(0, count);
  return data;
}

void Connection::write(std::string_view data) {
  if (closing_ || ends_)
    throw InvalidStateError("StreamWriter::write: the stream is closed for writing");
  if (error_ != 0)
    return;       // drain() throws it.
  if (!flushing_) // Nothing is kept, so nothing goes out of order.
    data.remove_prefix(send_some(data));
  if (error_ == 0)
    unsent_ += data;
  settle();
}

/// How much of `data` the system takes at once.
std::size_t Connection::send_some(std::string_view data) noexcept {
  std::size_t sent = 0;
  while (sent < data.size() && error_ == 0) {
    const ssize_t count = ::send(poller_.fd(), data.data() + sent, data.size() - sent, MSG_NOSIGNAL);
    if (count >= 0)
      sent += static_cast<std::size_t>(count);
    else if (would_block(errno))
      break;
    else if (errno != EINTR)
      error_ = errno;
  }
  return sent;
}

/// After sending: tells those who wait for it, or waits for the socket.
void Connection::settle() noexcept {
  if (error_ != 0)
    unsent_.clear();
  if (unsent_.size() <= low_water)
    drained_.set();
  else if (unsent_.size() > high_water)
    drained_.clear();
  if (unsent_.empty())
    return finish();
  if (!std::exchange(flushing_, true)) {
    retain();
    poller_.when(UV_WRITABLE, *this);
  }
}

void Connection::run() noexcept {
  flushing_ = false;
  if (poller_.fd() >= 0) {
    unsent_.erase(0, send_some(unsent_));
    settle();
  }
  release();
}

/// Everything is sent: does what waited for that.
void Connection::finish() noexcept {
  if (closing_) {
    poller_.close();
    closed_.set();
  } else if (ends_) {
    ::shutdown(poller_.fd(), SHUT_WR);
  }
}

void Connection::write_eof() {
  if (std::exchange(ends_, true) || closing_)
    return;
  if (unsent_.empty())
    finish();
}

Coroutine<> Connection::drain() {
  if (unsent_.size() > high_water)
    co_await drained_.wait();
  if (error_ != 0)
    throw_error(error_, "write");
  if (closing_)
    throw_error(ENOTCONN, "drain");
}

void Connection::close() noexcept {
  if (std::exchange(closing_, true))
    return;
  drained_.set();
  if (unsent_.empty())
    finish();
}

} // namespace aio::detail
