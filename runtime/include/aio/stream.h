// Byte streams over TCP and Unix sockets: what asyncio calls streams.
//
//     auto [reader, writer] = co_await aio::open_connection("localhost", 8080);
//     writer.write("hello\n");
//     co_await writer.drain();                    // waits while the peer does not read
//     const std::string reply = co_await reader.read_line();
//     writer.close();
//
// Every call is tried at once and waits only if the system would block. Errors of the system are std::system_error:
// std::errc::connection_reset, connection_refused and the like. Nothing here has a limit in time: use wait_for.

#pragma once

#include <aio/coroutine.h>
#include <aio/detail/opaque_ref.h>
#include <aio/errors.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace aio {

namespace detail {
class Connection;
void retain(Connection &connection) noexcept;
void release(Connection &connection) noexcept;

using ConnectionRef = OpaqueRef<Connection>;
} // namespace detail

/// Thrown by read_exactly and read_until: the stream ended before.
class IncompleteReadError : public std::runtime_error {
public:
  explicit IncompleteReadError(std::string partial);

  std::string partial; // What came.
};

/// Thrown by read_until: the separator is not among the first bytes, as many as the limit allows.
class LimitOverrunError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The side of a connection that is read. A copy is the same side. One task reads at a time.
class StreamReader {
public:
  static constexpr std::size_t limit = 64 * 1024; // Of a line; more is not kept in memory. As asyncio.

  explicit StreamReader(detail::Connection &connection) noexcept : connection_(connection) {}

  /// Waits for data and returns at most `count` bytes of it; nothing at the end of the stream.
  Coroutine<std::string> read(std::size_t count) const;

  /// The same into a buffer, which must live until the result is there; returns how many bytes.
  Coroutine<std::size_t> read_into(char *buffer, std::size_t size) const;

  /// Everything until the end of the stream.
  Coroutine<std::string> read_all() const;

  /// Throws IncompleteReadError if the stream ends before.
  Coroutine<std::string> read_exactly(std::size_t count) const;

  /// Returns what comes up to and with `separator`. Throws IncompleteReadError if the stream ends before, and
  /// LimitOverrunError.
  Coroutine<std::string> read_until(std::string separator) const;

  /// A line with its '\n'. The last may have none; nothing at the end of the stream. Throws LimitOverrunError.
  Coroutine<std::string> read_line() const;

private:
  detail::ConnectionRef connection_;
};

/// The side of a connection that is written. A copy is the same side.
class StreamWriter {
public:
  explicit StreamWriter(detail::Connection &connection) noexcept : connection_(connection) {}

  /// Sends what the system takes at once and keeps the rest, which goes out by itself. Never waits: call drain() after
  /// it. Throws InvalidStateError after close() or write_eof(). An error of the connection shows in drain().
  void write(std::string_view data) const;

  /// Waits while more than 64 KiB are kept, until the peer has taken most of it. Throws the error of the connection.
  Coroutine<> drain() const;

  /// Tells the peer that nothing more comes; it can still answer.
  void write_eof() const;

  /// Closes the connection when what is kept is sent. A task that reads or drains meanwhile throws
  /// std::errc::not_connected.
  void close() const noexcept;
  [[nodiscard]] bool is_closing() const noexcept;

  /// Waits until the connection is closed.
  Coroutine<> wait_closed() const;

private:
  detail::ConnectionRef connection_;
};

/// Both sides. The connection closes when the last copy of both is gone, when what was written is sent.
struct Stream {
  StreamReader reader;
  StreamWriter writer;
};

/// Connects to the first address of `host` that answers. A name is looked up on a thread. Throws std::system_error
/// with the error of the last address, or GaiError if the name has none.
Coroutine<Stream> open_connection(std::string host, std::uint16_t port);
Coroutine<Stream> open_unix_connection(std::string path);

} // namespace aio
