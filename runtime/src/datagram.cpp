#include <aio/datagram.h>

#include "addresses.h"
#include "poller.h"

#include <array>
#include <cerrno>
#include <netdb.h>
#include <optional>
#include <sys/socket.h>
#include <system_error>

namespace aio {

namespace detail {

static bool would_block(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK; }

[[noreturn]] static void throw_error(int error, const char *operation) {
  throw std::system_error(error, std::system_category(), operation);
}

class DatagramSocket {
public:
  explicit DatagramSocket(int family)
      : poller_(running_core("create_datagram_endpoint"), make_socket(family, SOCK_DGRAM)) {}

  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0)
      delete this;
  }

  int fd() const noexcept { return poller_.fd(); }
  void close() noexcept { poller_.close(); }

  void configure(const Address *local, const Address *remote, bool allow_broadcast);
  Coroutine<Datagram> receive();
  Coroutine<> send(std::string data, const Address *to);

private:
  ~DatagramSocket() = default;

  Poller poller_;
  std::array<char, 65'536> received_; // The longest datagram is shorter. Used between suspensions only.
  unsigned references_ = 0;
};

void retain(DatagramSocket &socket) noexcept { socket.retain(); }
void release(DatagramSocket &socket) noexcept { socket.release(); }

void DatagramSocket::configure(const Address *local, const Address *remote, bool allow_broadcast) {
  const int on = 1;
  if (allow_broadcast && ::setsockopt(fd(), SOL_SOCKET, SO_BROADCAST, &on, sizeof on) != 0)
    throw_error(errno, "create_datagram_endpoint: allow_broadcast");
  if (local && ::bind(fd(), local->get(), local->size) != 0)
    throw_error(errno, "create_datagram_endpoint: local");
  if (remote && ::connect(fd(), remote->get(), remote->size) != 0)
    throw_error(errno, "create_datagram_endpoint: remote");
}

Coroutine<Datagram> DatagramSocket::receive() {
  while (true) {
    if (fd() < 0)
      throw_error(ENOTCONN, "receive_from");
    Address from;
    from.size = sizeof from.storage;
    const ssize_t count = ::recvfrom(fd(), received_.data(), received_.size(), 0, from.get(), &from.size);
    if (count >= 0)
      co_return Datagram{std::string(received_.data(), static_cast<std::size_t>(count)), numeric(from)};
    if (errno == EINTR)
      continue;
    if (!would_block(errno))
      throw_error(errno, "receive_from");
    Poller::Awaiter readable = poller_.readable("DatagramEndpoint::receive_from");
    co_await readable;
  }
}

Coroutine<> DatagramSocket::send(std::string data, const Address *to) {
  while (true) {
    if (fd() < 0)
      throw_error(ENOTCONN, "send_to");
    const ssize_t count =
        ::sendto(fd(), data.data(), data.size(), MSG_NOSIGNAL, to ? to->get() : nullptr, to ? to->size : 0);
    if (count >= 0)
      co_return;
    if (errno == EINTR)
      continue;
    if (!would_block(errno))
      throw_error(errno, "send_to");
    Poller::Awaiter writable = poller_.writable("DatagramEndpoint::send_to");
    co_await writable;
  }
}

} // namespace detail

// The coroutines below hold the socket: the endpoint may go while they run.
using SocketRef = detail::OpaqueRef<detail::DatagramSocket>;

static Coroutine<Datagram> receive_on(SocketRef socket) { co_return co_await socket->receive(); }

static Coroutine<> send_on(SocketRef socket, std::string data) { co_await socket->send(std::move(data), nullptr); }

static Coroutine<> send_on(SocketRef socket, std::string data, SocketAddress to) {
  const detail::Address address = detail::numeric_address(to.host, to.port);
  co_await socket->send(std::move(data), &address);
}

Coroutine<Datagram> DatagramEndpoint::receive_from() const { return receive_on(socket_); }

Coroutine<> DatagramEndpoint::send_to(std::string data, SocketAddress to) const {
  return send_on(socket_, std::move(data), std::move(to));
}

Coroutine<> DatagramEndpoint::send(std::string data) const { return send_on(socket_, std::move(data)); }

SocketAddress DatagramEndpoint::local_address() const { return numeric(detail::bound_address(socket_->fd())); }

void DatagramEndpoint::close() const noexcept { socket_->close(); }

/// The address to use, if one was asked for; of the family of `like` if that is not null.
static Coroutine<std::optional<detail::Address>> resolve(SocketAddress wanted, const detail::Address *like) {
  if (wanted.host.empty())
    co_return std::nullopt;
  const std::vector<detail::Address> addresses = co_await detail::addresses_of(wanted.host, wanted.port);
  for (const detail::Address &address : addresses) {
    if (!like || like->family() == address.family())
      co_return address;
  }
  throw GaiError(EAI_FAMILY, wanted.host);
}

Coroutine<DatagramEndpoint> create_datagram_endpoint(SocketAddress local_address, SocketAddress remote_address,
                                                     bool allow_broadcast) {
  const auto local = co_await resolve(std::move(local_address), nullptr);
  const auto remote = co_await resolve(std::move(remote_address), local ? &*local : nullptr);
  if (!local && !remote)
    throw std::invalid_argument("create_datagram_endpoint: neither a local nor a remote address");
  const SocketRef socket(*new detail::DatagramSocket((local ? *local : *remote).family()));
  socket->configure(local ? &*local : nullptr, remote ? &*remote : nullptr, allow_broadcast);
  co_return DatagramEndpoint(*socket);
}

} // namespace aio
