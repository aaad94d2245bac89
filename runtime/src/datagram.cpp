#include <aio/datagram.h>

#include "addresses.h"
#include "counted.h"
#include "poller.h"
#include "system_call.h"

#include <array>
#include <netdb.h>
#include <optional>
#include <sys/socket.h>

namespace aio {

namespace detail {

class DatagramSocket : public Counted<DatagramSocket> {
public:
  explicit DatagramSocket(int family)
      : poller_(running_core("create_datagram_endpoint"), make_socket(family, SOCK_DGRAM)) {}

  int fd() const noexcept { return poller_.fd(); }
  void close() noexcept { poller_.close(); }

  void configure(const Address *local, const Address *remote, bool allow_broadcast);
  Coroutine<Datagram> receive();
  Coroutine<> send(std::string data, const Address *to);

private:
  friend Counted;
  ~DatagramSocket() = default;

  template <class Call> Coroutine<std::size_t> attempt(uv_poll_event event, const char *operation, Call call);

  Poller poller_;
  std::array<char, 65'536> received_; // The longest datagram is shorter. Used between suspensions only.
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

/// Makes the call until it does not block any more.
template <class Call>
Coroutine<std::size_t> DatagramSocket::attempt(uv_poll_event event, const char *operation, Call call) {
  while (true) {
    if (fd() < 0)
      throw_error(ENOTCONN, operation);
    const ssize_t result = call();
    if (result >= 0)
      co_return static_cast<std::size_t>(result);
    if (errno == EINTR)
      continue;
    if (!would_block(errno))
      throw_error(errno, operation);
    co_await await_event(poller_, event, operation);
  }
}

Coroutine<Datagram> DatagramSocket::receive() {
  Address from;
  const auto call = [&] {
    from.size = sizeof from.storage;
    return ::recvfrom(fd(), received_.data(), received_.size(), 0, from.get(), &from.size);
  };
  const std::size_t count = co_await attempt(UV_READABLE, "receive_from", call);
  co_return Datagram{std::string(received_.data(), count), numeric(from)};
}

Coroutine<> DatagramSocket::send(std::string data, const Address *to) {
  const auto call = [&] {
    return ::sendto(fd(), data.data(), data.size(), MSG_NOSIGNAL, to ? to->get() : nullptr, to ? to->size : 0);
  };
  co_await attempt(UV_WRITABLE, "send_to", call);
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
