#include "addresses.h"
#include "connection.h"

#include <aio/stream.h>

namespace aio {

/// Connects a socket to `address`. Throws std::system_error.
static Coroutine<Stream> connect_to(detail::Address address) {
  const detail::ConnectionRef connection(
      *new detail::Connection(detail::running_core("open_connection"), detail::make_socket(address.family())));
  co_await connection->connect(address);
  co_return Stream{StreamReader(*connection), StreamWriter(*connection)};
}

Coroutine<Stream> open_connection(std::string host, std::uint16_t port) {
  const std::vector<detail::Address> addresses = co_await detail::addresses_of(std::move(host), port);
  std::exception_ptr last;
  for (const detail::Address &address : addresses) {
    try {
      co_return co_await connect_to(address);
    } catch (const std::system_error &) {
      last = std::current_exception();
    }
  }
  std::rethrow_exception(last);
}

Coroutine<Stream> open_unix_connection(std::string path) { return connect_to(detail::unix_address(path)); }

} // namespace aio
