// Datagrams over UDP: each is sent and received whole, or lost.
//
//     auto socket = co_await aio::create_datagram_endpoint({"127.0.0.1", 5353});
//     const aio::Datagram question = co_await socket.receive_from();
//     co_await socket.send_to("answer", question.from);
//
// Where asyncio calls a protocol, tasks wait here. Every call is tried at once and waits only if the system would
// block. Errors of the system are std::system_error. Nothing here has a limit in time: use wait_for.

#pragma once

#include <aio/detail/opaque_ref.h>
#include <aio/getaddrinfo.h>

namespace aio {

namespace detail {
class DatagramSocket;
void retain(DatagramSocket &socket) noexcept;
void release(DatagramSocket &socket) noexcept;
} // namespace detail

struct Datagram {
  std::string data;
  SocketAddress from;
};

/// A socket that closes when its last copy is gone. Belongs to the loop's thread.
class DatagramEndpoint {
public:
  explicit DatagramEndpoint(detail::DatagramSocket &socket) noexcept : socket_(socket) {}

  /// Waits for a datagram; of several tasks, the one that waits longest gets it. A cancelled wait loses none. Throws
  /// std::errc::connection_refused if the remote side of an endpoint with one has said so, and
  /// std::errc::not_connected if the endpoint is closed.
  [[nodiscard]] Coroutine<Datagram> receive_from() const;

  /// Hands `data` to the system, waiting while it has no room. `to.host` must be a number: see getaddrinfo. Throws
  /// std::errc::message_size if it is too long, GaiError if `to` is no number, and as receive_from.
  [[nodiscard]] Coroutine<> send_to(std::string data, SocketAddress to) const;

  /// The same to the remote side that the endpoint was made with.
  [[nodiscard]] Coroutine<> send(std::string data) const;

  /// Its own address; the port is chosen by the system if none was asked for.
  [[nodiscard]] SocketAddress local_address() const;

  /// Who waits throws std::errc::not_connected.
  void close() const noexcept;

private:
  detail::OpaqueRef<detail::DatagramSocket> socket_;
};

/// Makes a socket that receives at `local`, any address if its host is empty, and talks only to `remote` if it has a
/// host. Names and numbers are fine for both. Throws GaiError, std::system_error such as std::errc::address_in_use,
/// std::invalid_argument if there is neither a local nor a remote address; RuntimeError if no loop runs in this thread.
[[nodiscard]] Coroutine<DatagramEndpoint> create_datagram_endpoint(SocketAddress local, SocketAddress remote = {},
                                                                   bool allow_broadcast = false);

} // namespace aio
