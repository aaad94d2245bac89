#include <aio/stream.h>

#include "connection.h"

namespace aio {

IncompleteReadError::IncompleteReadError(std::string read)
    : std::runtime_error("the stream ended after " + std::to_string(read.size()) + " bytes, before all had come"),
      partial(std::move(read)) {}

Coroutine<std::size_t> StreamReader::read_into(char *buffer, std::size_t size) const {
  return connection_->receive(buffer, size);
}

// The coroutines below hold the connection: the reader may go while they run.
static Coroutine<std::string> read_some(detail::ConnectionRef connection, std::size_t count) {
  if (connection->buffer().empty() && count > 0)
    co_await connection->fill();
  co_return connection->take(count);
}

static Coroutine<std::string> read_to_end(detail::ConnectionRef connection) {
  for (bool more = true; more;)
    more = co_await connection->fill(); // No co_await in a condition: g++ 12 gets that wrong.
  co_return connection->take(std::string::npos);
}

static Coroutine<std::string> read_count(detail::ConnectionRef connection, std::size_t count) {
  while (connection->buffer().size() < count) {
    const bool more = co_await connection->fill();
    if (!more)
      throw IncompleteReadError(connection->take(std::string::npos));
  }
  co_return connection->take(count);
}

static Coroutine<std::string> read_to(detail::ConnectionRef connection, std::string separator) {
  std::size_t searched = 0;
  while (true) {
    const std::size_t found = connection->buffer().find(separator, searched);
    if (found != std::string::npos)
      co_return connection->take(found + separator.size());
    if (connection->buffer().size() > StreamReader::limit)
      throw LimitOverrunError("read_until: no separator in " + std::to_string(connection->buffer().size()) + " bytes");
    searched = connection->buffer().size() - std::min(connection->buffer().size(), separator.size() - 1);
    const bool more = co_await connection->fill();
    if (!more)
      throw IncompleteReadError(connection->take(std::string::npos));
  }
}

static Coroutine<std::string> line_of(detail::ConnectionRef connection) {
  try {
    co_return co_await read_to(connection, "\n");
  } catch (IncompleteReadError &end) {
    co_return std::move(end.partial);
  }
}

Coroutine<std::string> StreamReader::read(std::size_t count) const { return read_some(connection_, count); }

Coroutine<std::string> StreamReader::read_all() const { return read_to_end(connection_); }

Coroutine<std::string> StreamReader::read_exactly(std::size_t count) const { return read_count(connection_, count); }

Coroutine<std::string> StreamReader::read_until(std::string separator) const {
  if (separator.empty())
    throw std::invalid_argument("read_until: the separator is empty");
  return read_to(connection_, std::move(separator));
}

Coroutine<std::string> StreamReader::read_line() const { return line_of(connection_); }

static Coroutine<> drain_connection(detail::ConnectionRef connection) { co_await connection->drain(); }

static Coroutine<> await_closed(detail::ConnectionRef connection) { co_await connection->closed(); }

void StreamWriter::write(std::string_view data) const { connection_->write(data); }

Coroutine<> StreamWriter::drain() const { return drain_connection(connection_); }

void StreamWriter::write_eof() const { connection_->write_eof(); }

void StreamWriter::close() const noexcept { connection_->close(); }

bool StreamWriter::is_closing() const noexcept { return connection_->closing(); }

Coroutine<> StreamWriter::wait_closed() const { return await_closed(connection_); }

} // namespace aio
